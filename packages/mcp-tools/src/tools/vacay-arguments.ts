import { Type } from 'typebox'

export const NoInput = Type.Object({})
export const VacayYear = Type.Integer({ minimum: 2000, maximum: 2100, description: 'Calendar year' })
export const YearInput = Type.Object({ year: VacayYear })
export const HolidayRegion = Type.String({
  pattern: '^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$',
  description: 'A country, such as DE, or a region of one, such as DE-BY; list_holidays names the regions'
})
