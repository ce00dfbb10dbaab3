import type { SharedJourney } from '../../../api/shared.ts'
import { formatDates } from '../../../dates.ts'

interface Stop {
  id: number
  name: string
  lat: number
  lng: number
}

/** Where the journey went, as far as that is shared: in the order of its entries, a place in a row once. */
export function stopsOf({ entries, map }: Pick<SharedJourney, 'entries' | 'map'>): Stop[] {
  const told = entries?.map((entry) => ({ ...entry, location_name: entry.location_name ?? entry.title }))
  return (told ?? map ?? [])
    .flatMap(({ entry_date: date, location_name: name, location_lat: lat, location_lng: lng }) =>
      lat == null || lng == null ? [] : [{ name: name ?? formatDates(date, date), lat, lng }]
    )
    .filter(({ name, lat, lng }, index, all) => {
      const before = all[index - 1]
      return before?.name !== name || before.lat !== lat || before.lng !== lng
    })
    .map((stop, id) => ({ id, ...stop }))
}
