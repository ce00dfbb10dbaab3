/** Writes numbers and dates as people of a region do. */
export interface Formats {
  /** "€12.50"; the bare number and code for a currency nobody knows. */
  money(amount: number, currency: string | undefined): string
  /** "Sat, 1 May"; as it is when it is no calendar day. */
  day(date: string): string
  /** "1 – 3 May 2027"; `undefined` when either is missing. */
  period(start: string | undefined, end: string | undefined): string | undefined
}

/** @param locale BCP 47; absent or malformed: the browser's. */
export function createFormats(locale: string | undefined): Formats {
  const locales = supported(locale)
  // A calendar day is the same everywhere.
  const short = new Intl.DateTimeFormat(locales, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  return {
    money(amount, currency) {
      if (currency !== undefined && /^[A-Z]{3}$/i.test(currency))
        return new Intl.NumberFormat(locales, { style: 'currency', currency }).format(amount)
      const digits = new Intl.NumberFormat(locales, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
      return [digits.format(amount), currency].filter((part) => part !== undefined).join(' ')
    },
    day(date) {
      const time = timeOf(date)
      return time === undefined ? date : short.format(time)
    },
    period(start, end) {
      if (start === undefined || end === undefined) return undefined
      const [from, to] = [timeOf(start), timeOf(end)]
      return from === undefined || to === undefined || from > to ? `${start} – ${end}` : long.formatRange(from, to)
    }
  }
}

/** "1 day", "2 days". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function supported(locale: string | undefined): string[] {
  try {
    return Intl.getCanonicalLocales(locale)
  } catch {
    return []
  }
}

function timeOf(date: string): number | undefined {
  const time = Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(time) ? undefined : time
}
