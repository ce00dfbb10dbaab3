import type { Holiday, HolidayCountry } from './holiday.schema.ts'
import { available, checkRegion, holidaysIn, holidaysOfCountry, type Holidays } from './holidays.ts'

/** Public holidays, the same for everybody. Every method throws `upstream_failed` while they cannot be had. */
export interface HolidayService {
  /** Every country whose holidays are known. */
  countries(): Promise<HolidayCountry[]>
  /**
   * By date: of a country (`DE`) all with the regions they are one in; of a region (`DE-BY`) those it has.
   *
   * @throws {InvalidInputError} `invalid_value` for an unknown country or region.
   */
  list(region: string, year: number): Promise<Holiday[]>
}

export function createHolidayService(source: Holidays): HolidayService {
  return {
    async countries() {
      return [...available(await source.countries())]
    },

    async list(text, year) {
      const region = await checkRegion(source, text, 'country')
      return region.includes('-') ? holidaysIn(source, region, year) : holidaysOfCountry(source, region, year)
    }
  }
}
