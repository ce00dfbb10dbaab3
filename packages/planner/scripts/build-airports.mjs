// Writes assets/airports.tsv from the airport-data-js package: airports with an IATA code and scheduled service.
// The package names no city: it is taken from airport-cities.json, else it is the name as far as it is not about airports.
import { readFile, writeFile } from 'node:fs/promises'
import tzLookup from '@photostructure/tz-lookup'
import airportData from 'airport-data-js'

const cities = JSON.parse(await readFile(new URL('airport-cities.json', import.meta.url), 'utf8'))
const zones = new Set(Intl.supportedValuesOf('timeZone'))
const ABOUT_AIRPORTS =
  /[\s-]*(?:\(|\/|,| [-–] |\b(?:International|Intl|Airport|Airfield|Airpark|Airstrip|Aerodrome|Aeropuerto|Regional|Municipal|Domestic|National|Metropolitan|Executive|Intercontinental|County|Memorial|Heliport|Seaplane|Water|Station|Air Base)\b).*$/i

const rows = await Promise.all(
  ['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA'].map((code) => airportData.getAirportByContinent(code))
)
const lines = rows
  .flat()
  .filter((airport) => /^[A-Z]{3}$/.test(airport.iata) && airport.scheduled_service === 'TRUE')
  .toSorted((a, b) => (a.iata < b.iata ? -1 : 1))
  .map(({ iata, icao, airport: name, country_code: country, latitude, longitude, time }) => {
    const [lat, lng] = [Number(latitude), Number(longitude)]
    const city = cities[iata] ?? (name.replace(ABOUT_AIRPORTS, '').trim() || name)
    const zone = time.replaceAll(' ', '')
    const tz = zones.has(zone) ? zone : tzLookup(lat, lng)
    return [iata, icao ?? '', name.trim(), city, country, lat.toFixed(5), lng.toFixed(5), tz].join('\t')
  })

await writeFile(
  new URL('../assets/airports.tsv', import.meta.url),
  ['iata\ticao\tname\tcity\tcountry\tlat\tlng\ttz', ...lines, ''].join('\n')
)
