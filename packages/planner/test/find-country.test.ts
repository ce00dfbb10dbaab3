import t from 'tap'
import { findCountry, type Spot } from '../src/atlas/find-country.ts'

const spots: { where: string; spot: Spot; country: string | null }[] = [
  { where: 'coordinates decide', spot: { lat: 41.89, lng: 12.49, address: 'Athens, Greece' }, country: 'IT' },
  { where: 'a small state inside of another', spot: { lat: 41.9022, lng: 12.4533 }, country: 'VA' },
  { where: 'a territory counts by itself', spot: { lat: 18.4, lng: -66.1 }, country: 'PR' },
  { where: 'one without a code of its own does not', spot: { lat: 35.89, lng: -5.32 }, country: 'ES' },
  { where: 'zero is a coordinate', spot: { lat: 0, lng: 37 }, country: 'KE' },
  { where: 'the open sea', spot: { lat: 40, lng: -40 }, country: null },
  { where: 'off a coast', spot: { lat: 39, lng: -11, address: 'On deck, Portugal' }, country: 'PT' },
  { where: 'off a coast, of another country', spot: { lat: 39, lng: -11, address: 'Nara, Japan' }, country: null },
  { where: 'an address alone', spot: { address: 'Piazza del Colosseo, 00184 Roma, Italia' }, country: 'IT' },
  { where: 'whatever the language', spot: { address: 'Tokyo, 日本' }, country: 'JP' },
  { where: 'whatever the accents', spot: { address: 'Abidjan, CÔTE D’IVOIRE' }, country: 'CI' },
  { where: 'a code', spot: { address: 'Roma, IT' }, country: 'IT' },
  { where: 'a state of the USA', spot: { address: 'Sacramento, CA' }, country: null },
  { where: 'a name that two have', spot: { address: 'Congo' }, country: null },
  { where: 'no country', spot: { address: 'Behind the house' }, country: null },
  { where: 'half of the coordinates', spot: { lat: 41.89, lng: null, address: '' }, country: null },
  { where: 'nothing', spot: {}, country: null }
]

for (const { where, spot, country } of spots)
  t.test(`${where}: ${country ?? 'nobody knows'}`, async (t) => t.equal(findCountry(spot), country))
