import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { planner } = test
const { shareLinks } = planner
const root = await test.person('root', 'admin')

const everything = {
  share_map: true,
  share_bookings: true,
  share_packing: true,
  share_budget: true,
  share_collab: true
}

t.test('a trip has one link; what is left out stays as it is', async (t) => {
  t.equal(await shareLinks.get(anna, trip.id), null)
  const made = await shareLinks.set(anna, trip.id, { share_collab: true })
  t.match(made, {
    created: true,
    link: {
      token: /^[\w-]{32}$/,
      share_map: true,
      share_bookings: true,
      share_packing: false,
      share_budget: false,
      share_collab: true
    }
  })
  const days = (Date.parse(made.link.expires_at) - Date.parse(made.link.created_at)) / 86_400_000
  t.equal(Math.round(days), 90)

  const changed = await shareLinks.set(anna, trip.id, { share_map: false })
  t.same(changed, { created: false, link: { ...made.link, share_map: false } })
  t.same(await shareLinks.set(anna, trip.id, {}), changed)
  t.same(await shareLinks.get(berta, trip.id), changed.link, 'members see it')
})

t.test('an expired link shows nothing, and gives way to a new one', async (t) => {
  const { link } = await shareLinks.set(anna, trip.id, everything)
  await test.sql`update share_tokens set expires_at = now() - interval '1 second'`
  await t.rejects(shareLinks.open(link.token), { code: 'share_link_not_found' })
  t.match(await shareLinks.get(anna, trip.id), { token: link.token })
  const again = await shareLinks.set(anna, trip.id, {})
  t.match(again, { created: true, link: { share_collab: false } })
  t.not(again.link.token, link.token)
  t.match(await shareLinks.open(again.link.token), { trip: { title: 'Rome' } })
})

t.test('two who share a trip at once get the same link', async (t) => {
  const other = await planner.trips.create(anna, { title: 'Oslo' })
  const made = await Promise.all([1, 2].map(() => shareLinks.set(anna, other.id, {})))
  t.equal(made.filter(({ created }) => created).length, 1)
  t.equal(new Set(made.map(({ link }) => link.token)).size, 1)
})

t.test('a link shows what its flags say, and nobody’s secrets', async (t) => {
  const [day, nextDay] = await planner.days.list(anna, trip.id)
  const dayId = day?.id ?? 0
  const place = await planner.places.create(anna, trip.id, { name: 'Forum', price: 18, google_place_id: 'gid' })
  const visit = await planner.assignments.create(anna, trip.id, { dayId, placeId: place.id, notes: 'early' })
  await planner.assignments.updateTime(anna, trip.id, visit.id, { start: '09:00' })
  await planner.assignments.setParticipants(anna, trip.id, visit.id, [berta.userId])
  await planner.dayNotes.create(anna, trip.id, dayId, { text: 'Water' })
  const payers = [{ user_id: berta.userId, amount: 30 }]
  await planner.budget.create(anna, trip.id, { name: 'Dinner', total_price: 30, payers, note: 'owed by berta' })
  const { id: deletedId } = await planner.chat.send(anna, trip.id, { text: 'Oops' })
  await planner.chat.delete(anna, trip.id, deletedId)
  await planner.chat.send(anna, trip.id, { text: 'Ciao' })
  const nights = { start_day_id: dayId, end_day_id: nextDay?.id ?? 0, check_in: '15:00' }
  await planner.stays.create(anna, trip.id, {
    ...nights,
    place_id: place.id,
    confirmation: 'HTL-77',
    notes: 'PIN 1234'
  })
  await planner.transports.create(anna, trip.id, {
    type: 'flight',
    title: 'To Rome',
    reservation_time: '2027-06-10T09:30',
    confirmation_number: 'PNR-88',
    notes: 'PIN 1234',
    url: 'https://airline.test/manage/PNR-88',
    metadata: { ticket: 'PNR-88' },
    endpoints: [
      { role: 'from', sequence: 0, name: 'Vienna', code: 'VIE' },
      { role: 'to', sequence: 1, name: 'Rome', code: 'FCO' }
    ]
  })
  await planner.packing.create(anna, trip.id, { name: 'Tent', category: 'Outdoors', quantity: 2 })
  await planner.packing.create(anna, trip.id, { name: 'Surprise', is_private: true, recipient_ids: [berta.userId] })

  const { link } = await shareLinks.set(anna, trip.id, everything)
  const whole = await shareLinks.open(link.token)
  t.match(whole, {
    trip: { title: 'Rome', start_date: '2027-06-10', currency: 'EUR' },
    permissions: everything,
    places: [{ name: 'Forum' }, { name: 'Colosseum', lat: 41.89 }],
    budget: [{ name: 'Dinner', total_price: 30 }]
  })
  t.same((whole.days as object[])[0], {
    day_number: 1,
    date: '2027-06-10',
    title: null,
    notes: null,
    visits: [{ place_id: place.id, start_time: '09:00', end_time: null, notes: 'early' }],
    notes_items: [{ text: 'Water', time: null, icon: '📝' }]
  })
  t.match(whole.messages, [{ username: 'anna', text: 'Ciao' }])
  t.match(whole.reservations, [
    { type: 'hotel', status: 'confirmed', title: 'Forum', day_number: 1, endpoints: [] },
    {
      type: 'flight',
      title: 'To Rome',
      day_number: 1,
      end_day_number: 1,
      reservation_time: '2027-06-10T09:30',
      endpoints: [{ role: 'from', name: 'Vienna', code: 'VIE', timezone: 'Europe/Vienna' }, { role: 'to' }]
    }
  ])
  t.same(whole.accommodations, [
    {
      place_id: place.id,
      place_name: 'Forum',
      place_address: null,
      place_lat: null,
      place_lng: null,
      start_day_number: 1,
      end_day_number: 2,
      check_in: '15:00',
      check_in_end: null,
      check_out: null
    }
  ])
  t.same(whole.packing, [{ name: 'Tent', category: 'Outdoors', quantity: 2, checked: false }])
  const text = JSON.stringify(whole)
  const secrets = ['berta', 'example.org', 'user_id', 'gid', 'price":18', 'owed', link.token]
  for (const secret of [...secrets, 'HTL-77', 'PNR-88', 'PIN 1234', 'Surprise']) t.notMatch(text, secret)

  const shown = async (flags: object) => {
    await shareLinks.set(anna, trip.id, {
      ...Object.fromEntries(Object.keys(everything).map((flag) => [flag, false])),
      ...flags
    })
    return Object.keys(await shareLinks.open(link.token)).slice(2)
  }
  t.same(await shown({}), [])
  t.same(await shown({ share_map: true }), ['days', 'places'])
  t.same(await shown({ share_bookings: true }), ['reservations', 'accommodations'])
  t.same(await shown({ share_packing: true }), ['packing'])
  t.same(await shown({ share_budget: true }), ['budget'])
  t.same(await shown({ share_collab: true }), ['messages'])

  await planner.addons.set(root, 'collab.chat', false)
  await planner.addons.set(root, 'budget', false)
  await planner.addons.set(root, 'packing', false)
  const always = ['days', 'places', 'reservations', 'accommodations']
  t.same(await shown(everything), always, 'what is switched off is not shown')
  await planner.addons.set(root, 'packing', true)
  await planner.addons.set(root, 'collab.chat', true)
  await planner.addons.set(root, 'budget', true)
})

t.test('only the owner shares, and a stranger finds no trip', async (t) => {
  const link = await shareLinks.get(anna, trip.id)
  await t.rejects(shareLinks.set(berta, trip.id, { share_budget: false }), { code: 'permission_denied' })
  await t.rejects(shareLinks.delete(berta, trip.id), { code: 'permission_denied' })
  const eve = await test.person('eve')
  await t.rejects(shareLinks.get(eve, trip.id), { code: 'trip_not_found' })
  await t.rejects(shareLinks.set(eve, trip.id, {}), { code: 'trip_not_found' })
  await t.rejects(shareLinks.delete(eve, trip.id), { code: 'trip_not_found' })
  t.same(await shareLinks.get(anna, trip.id), link)
})

t.test('a link that was taken back shows nothing', async (t) => {
  const link = await shareLinks.get(anna, trip.id)
  await shareLinks.delete(anna, trip.id)
  await shareLinks.delete(anna, trip.id)
  t.equal(await shareLinks.get(anna, trip.id), null)
  await t.rejects(shareLinks.open(link?.token ?? ''), { code: 'share_link_not_found' })
})
