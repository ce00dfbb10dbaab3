import t from 'tap'
import { describeSky, guessSky, skyOf } from '../../src/weather/sky.ts'

t.test('weather codes in plain words', async (t) => {
  const codes: Record<string, number[]> = {
    Clear: [0, 1],
    Clouds: [2, 3],
    Fog: [45, 48],
    Drizzle: [51, 53, 55, 56, 57],
    Rain: [61, 63, 65, 66, 67, 80, 81, 82],
    Snow: [71, 73, 75, 77, 85, 86],
    Thunderstorm: [95, 96, 99]
  }
  for (const [main, numbers] of Object.entries(codes)) for (const code of numbers) t.equal(skyOf(code).main, main)
  t.equal(describeSky(skyOf(96).word, 'de'), 'Gewitter mit Hagel')
})

const guesses: [precipitation: number, temperature: number, main: string][] = [
  [6, 10, 'Rain'],
  [6, 0, 'Snow'],
  [2, 10, 'Drizzle'],
  [2, -1, 'Snow'],
  [0.5, 20, 'Clouds'],
  [0, 16, 'Clear'],
  [0, 15, 'Clouds']
]

for (const [precipitation, temperature, main] of guesses) {
  t.test(`${precipitation} mm at ${temperature} °C looks like ${main}`, async (t) =>
    t.equal(guessSky(precipitation, temperature).main, main)
  )
}
