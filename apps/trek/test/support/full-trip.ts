/** Calls a tool and answers with its structured content. */
export type Use = <Answer>(name: string, args: Record<string, unknown>) => Promise<Answer>

type Made<Name extends string> = Record<Name, { id: number }>

/** A trip with one of everything that its page shows, planned through a client's tools. */
export async function planFullTrip(use: Use) {
  const { trip } = await use<Made<'trip'>>('create_trip', {
    title: 'Lisbon and the coast',
    start_date: '2027-05-01',
    end_date: '2027-05-03',
    description: 'Slow mornings.\nTrains, no car.'
  })
  const tripId = trip.id
  const { days } = await use<{ days: { id: number }[] }>('get_trip_summary', { tripId })
  const dayId = days[0]?.id ?? 0
  const lastDayId = days[2]?.id ?? 0
  const add = async (name: string, lat: number, lng: number, more = {}) =>
    (await use<Made<'place'>>('create_place', { tripId, name, lat, lng, ...more })).place.id
  const towerId = await add('Torre de Belém', 38.6916, -9.216, { address: 'Avenida Brasília, Lisbon' })
  const hotelId = await add('Casa do Mar', 38.6979, -9.4215, { address: 'Cascais' })
  await add('Castelo de São Jorge', 38.7139, -9.1335)
  await use('assign_place_to_day', { tripId, dayId, placeId: towerId })
  const { note: dayNote } = await use<Made<'note'>>('create_day_note', {
    tripId,
    dayId,
    text: 'Pastéis before ten',
    icon: '🥐'
  })
  const { reservation: dinner } = await use<Made<'reservation'>>('create_reservation', {
    tripId,
    title: 'Dinner at Ramiro',
    type: 'restaurant',
    reservation_time: '2027-05-02T20:00',
    location: 'Avenida Almirante Reis 1',
    confirmation_number: 'R-77'
  })
  await use('create_accommodation', {
    tripId,
    place_id: hotelId,
    start_day_id: dayId,
    end_day_id: lastDayId,
    check_in: '15:00'
  })
  await use('create_transport', {
    tripId,
    title: 'Flight to Lisbon',
    type: 'flight',
    reservation_time: '2027-05-01T08:10',
    endpoints: [
      { role: 'from', sequence: 0, name: 'Berlin', code: 'BER' },
      { role: 'to', sequence: 1, name: 'Lisbon', code: 'LIS' }
    ]
  })
  const { owner } = await use<{ owner: { id: number } }>('list_trip_members', { tripId })
  const { item: train } = await use<Made<'item'>>('create_budget_item', {
    tripId,
    name: 'Train',
    category: 'Transport',
    total_price: 61.5,
    payers: [{ user_id: owner.id, amount: 61.5 }]
  })
  const { item: socks } = await use<Made<'item'>>('create_packing_item', { tripId, name: 'Socks', category: 'Clothes' })
  await use('create_packing_item', { tripId, name: 'Sunscreen' })
  const { item: visa } = await use<Made<'item'>>('create_todo', {
    tripId,
    name: 'Renew passport',
    due_date: '2027-03-01'
  })
  const { note } = await use<Made<'note'>>('create_collab_note', {
    tripId,
    title: 'House rules',
    content: 'Quiet after ten.'
  })
  await use('create_collab_poll', { tripId, question: 'Beach or museum?', options: ['Beach', 'Museum'] })
  return {
    tripId,
    dayId,
    placeId: towerId,
    dayNoteId: dayNote.id,
    bookingId: dinner.id,
    expenseId: train.id,
    packingId: socks.id,
    todoId: visa.id,
    noteId: note.id
  }
}
