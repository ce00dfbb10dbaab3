export interface HolidayCountry {
  /** ISO 3166-1, two capital letters. */
  countryCode: string
  /** In English. */
  name: string
}

export interface PublicHoliday {
  /** YYYY-MM-DD */
  date: string
  /** In a language of the country. */
  localName: string
  /** In English. */
  name: string
  countryCode: string
  /** Whether it is on the same date every year. */
  fixed: boolean
  /** Whether it is one all over the country. */
  global: boolean
  /** ISO 3166-2 codes of the regions that have it; `null`: all of them. */
  counties: string[] | null
  launchYear: number | null
  types: string[]
}

/** Public holidays. Nothing rejects: `undefined` while they cannot be had. */
export interface PublicHolidays {
  countries(): Promise<readonly HolidayCountry[] | undefined>
  /** Codes of the regions of a country that have holidays of their own; empty where they are the same all over. */
  regions(country: string): Promise<readonly string[] | undefined>
  /** All of a country, those of single regions too, by date. */
  of(country: string, year: number): Promise<readonly PublicHoliday[] | undefined>
}
