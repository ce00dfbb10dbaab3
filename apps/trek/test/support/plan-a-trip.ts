import type { Test } from 'tap'

/** Calls a tool, whichever client does it. */
export type CallTool = (name: string, args: Record<string, unknown>) => Promise<unknown>

/** Plans a small trip through a client's tools, as an assistant would, and looks at the result. */
export async function planATrip(t: Test, callTool: CallTool): Promise<number> {
  const use = async <Answer>(name: string, args: Record<string, unknown>) => {
    const result = (await callTool(name, args)) as { isError?: boolean; structuredContent: Answer; content: unknown }
    if (result.isError) throw new Error(JSON.stringify(result.content))
    return result.structuredContent
  }
  const { trip } = await use<{ trip: { id: number } }>('create_trip', {
    title: 'Lisbon',
    start_date: '2027-05-01',
    end_date: '2027-05-03'
  })
  const { place } = await use<{ place: { id: number } }>('create_place', {
    tripId: trip.id,
    name: 'Torre de Belém',
    lat: 38.69,
    lng: -9.22
  })
  const { days } = await use<{ days: { id: number }[] }>('get_trip_summary', { tripId: trip.id })
  await use('assign_place_to_day', { tripId: trip.id, dayId: days[0]?.id, placeId: place.id })
  t.match(await use('get_trip_summary', { tripId: trip.id }), {
    trip: { title: 'Lisbon', day_count: 3, place_count: 1 },
    days: [
      { date: '2027-05-01', assignments: [{ place: { name: 'Torre de Belém' } }] },
      { date: '2027-05-02' },
      { date: '2027-05-03' }
    ]
  })
  return trip.id
}
