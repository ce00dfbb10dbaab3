import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { OutsideError } from '../outside-error.ts'
import { createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'

type UnitsByCurrency = ReadonlyMap<string, number>

/** What currencies cost each other. */
export interface Rates {
  /**
   * Units of each currency for one of `base`, by ISO 4217 code, `base` among them; the last that was known while there
   * are none to be had, `undefined` if there never were. Never rejects.
   */
  of(base: string): Promise<UnitsByCurrency | undefined>
}

const GOOD_FOR_SECONDS = 6 * 3600
/** So long nobody waits again for what has just failed. */
const RETRY_SECONDS = 60
const MAX_BASES = 200

const answer = Compile(
  Type.Array(Type.Object({ quote: Type.String(), rate: Type.Number({ exclusiveMinimum: 0 }) }), { minItems: 1 })
)

/** Frankfurter (https://frankfurter.dev): the rates of central banks, once a working day. */
export function createFrankfurter(service: Service, now?: () => number): Rates {
  const lastKnown = new Map<string, UnitsByCurrency>()
  const cache = createCache<{ units: UnitsByCurrency | undefined; isNew: boolean }>({
    secondsOf: ({ isNew }) => (isNew ? GOOD_FOR_SECONDS : RETRY_SECONDS),
    maxEntries: MAX_BASES,
    now
  })

  async function load(base: string) {
    try {
      const found = await service.ask({ path: '/v2/rates', query: { base }, answer, absentStatuses: [404, 422] })
      const units = found && new Map([[base, 1], ...found.map(({ quote, rate }) => [quote, rate] as const)])
      if (units && (lastKnown.has(base) || lastKnown.size < MAX_BASES)) lastKnown.set(base, units)
      return { units, isNew: true }
    } catch (error) {
      if (error instanceof OutsideError) return { units: lastKnown.get(base), isNew: false }
      throw error
    }
  }

  return {
    async of(base) {
      return (await cache.get([base], () => load(base))).units
    }
  }
}
