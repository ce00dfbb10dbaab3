const ENTRIES = [
  {
    entry_date: '2026-06-10',
    entry_time: '18:30',
    title: 'Through the tunnel',
    story: 'Rain until the Brenner, none after it. The children counted bridges and stopped at forty.',
    location_name: 'Bolzano',
    location_lat: 46.4983,
    location_lng: 11.3548,
    mood: 'amazing',
    weather: 'sunny',
    tags: ['train'],
    pros_cons: { pros: ['On time to the minute', 'A window for everybody'], cons: ['No dining car'] }
  },
  {
    entry_date: '2026-06-11',
    title: 'Two pizzas for four',
    story: 'The arena was closed for a concert that we heard from the hotel for nothing.',
    location_name: 'Verona',
    location_lat: 45.4384,
    location_lng: 10.9916,
    mood: 'good',
    weather: 'hot'
  },
  {
    entry_date: '2026-06-13',
    title: 'The sea',
    story: 'First swim of the year.',
    location_name: 'Chioggia',
    location_lat: 45.2191,
    location_lng: 12.2786,
    mood: 'amazing'
  }
]

/** A travel diary, and the token of its public link. */
export async function tellJourney(use) {
  const { journey } = await use('create_journey', { title: 'By train to Italy', subtitle: 'Four people, six trains' })
  for (const entry of ENTRIES) await use('create_journey_entry', { journeyId: journey.id, ...entry })
  const { shareLink } = await use('create_journey_share_link', { journeyId: journey.id })
  return shareLink.token
}
