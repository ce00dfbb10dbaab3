import type { Sky } from './weather.schema.ts'

type Words = Record<SkyWord, string>
type SkyWord = keyof typeof ENGLISH

const ENGLISH = {
  clear: 'Clear sky',
  fair: 'Mainly clear',
  cloudy: 'Partly cloudy',
  overcast: 'Overcast',
  fog: 'Fog',
  drizzle: 'Drizzle',
  rain: 'Rain',
  freezingRain: 'Freezing rain',
  showers: 'Rain showers',
  snow: 'Snow',
  snowShowers: 'Snow showers',
  thunderstorm: 'Thunderstorm',
  hail: 'Thunderstorm with hail',
  unknown: 'Nothing is known about this day'
}
const GERMAN: Words = {
  clear: 'Klarer Himmel',
  fair: 'Überwiegend klar',
  cloudy: 'Teilweise bewölkt',
  overcast: 'Bedeckt',
  fog: 'Nebel',
  drizzle: 'Nieselregen',
  rain: 'Regen',
  freezingRain: 'Gefrierender Regen',
  showers: 'Regenschauer',
  snow: 'Schnee',
  snowShowers: 'Schneeschauer',
  thunderstorm: 'Gewitter',
  hail: 'Gewitter mit Hagel',
  unknown: 'Über diesen Tag ist nichts bekannt'
}
const FRENCH: Words = {
  clear: 'Ciel dégagé',
  fair: 'Plutôt dégagé',
  cloudy: 'Partiellement nuageux',
  overcast: 'Couvert',
  fog: 'Brouillard',
  drizzle: 'Bruine',
  rain: 'Pluie',
  freezingRain: 'Pluie verglaçante',
  showers: 'Averses',
  snow: 'Neige',
  snowShowers: 'Averses de neige',
  thunderstorm: 'Orage',
  hail: 'Orage avec grêle',
  unknown: 'On ne sait rien de ce jour'
}
const SPANISH: Words = {
  clear: 'Cielo despejado',
  fair: 'Mayormente despejado',
  cloudy: 'Parcialmente nublado',
  overcast: 'Cubierto',
  fog: 'Niebla',
  drizzle: 'Llovizna',
  rain: 'Lluvia',
  freezingRain: 'Lluvia helada',
  showers: 'Chubascos',
  snow: 'Nieve',
  snowShowers: 'Chubascos de nieve',
  thunderstorm: 'Tormenta',
  hail: 'Tormenta con granizo',
  unknown: 'No se sabe nada de este día'
}
const LANGUAGES: Record<string, Words> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH }

/** The weather codes of the WMO that the service uses, up to each: a row ends where the next begins. */
const CODES: [upTo: number, main: Sky, word: SkyWord][] = [
  [0, 'Clear', 'clear'],
  [1, 'Clear', 'fair'],
  [2, 'Clouds', 'cloudy'],
  [3, 'Clouds', 'overcast'],
  [48, 'Fog', 'fog'],
  [57, 'Drizzle', 'drizzle'],
  [65, 'Rain', 'rain'],
  [67, 'Rain', 'freezingRain'],
  [77, 'Snow', 'snow'],
  [82, 'Rain', 'showers'],
  [86, 'Snow', 'snowShowers'],
  [95, 'Thunderstorm', 'thunderstorm'],
  [99, 'Thunderstorm', 'hail']
]

export interface SkyState {
  main: Sky
  word: SkyWord
}

/** What a weather code says. */
export function skyOf(code: number): SkyState {
  const [, main, word] = CODES.find(([upTo]) => code <= upTo) ?? ([0, 'Clouds', 'overcast'] as const)
  return { main, word }
}

/**
 * What the sky must have been like where no code was kept.
 *
 * @param precipitation mm in the time that is meant.
 * @param temperature °C
 */
export function guessSky(precipitation: number, temperature: number): SkyState {
  const isFreezing = temperature <= 0
  if (precipitation > 5) return isFreezing ? { main: 'Snow', word: 'snow' } : { main: 'Rain', word: 'rain' }
  if (precipitation > 1) return isFreezing ? { main: 'Snow', word: 'snow' } : { main: 'Drizzle', word: 'drizzle' }
  if (precipitation > 0.3 || temperature <= 15) return { main: 'Clouds', word: 'cloudy' }
  return { main: 'Clear', word: 'clear' }
}

/** In the language of a tag, or English. */
export function describeSky(word: SkyWord, language: string): string {
  return (LANGUAGES[language.slice(0, 2).toLowerCase()] ?? ENGLISH)[word]
}
