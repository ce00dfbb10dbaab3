import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createLastKnown } from '../service/last-known.ts'
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
const MAX_BASES = 200

const answer = Compile(
  Type.Array(Type.Object({ quote: Type.String(), rate: Type.Number({ exclusiveMinimum: 0 }) }), { minItems: 1 })
)

/** Frankfurter (https://frankfurter.dev): the rates of central banks, once a working day. */
export function createFrankfurter(service: Service, now?: () => number): Rates {
  const known = createLastKnown<UnitsByCurrency>({ goodForSeconds: GOOD_FOR_SECONDS, maxEntries: MAX_BASES, now })
  return {
    of: (base) =>
      known.get(base, async () => {
        const found = await service.ask({ path: '/v2/rates', query: { base }, answer, absentStatuses: [404, 422] })
        return found && new Map([[base, 1], ...found.map(({ quote, rate }) => [quote, rate] as const)])
      })
  }
}
