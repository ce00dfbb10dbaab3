import t from 'tap'
import { startTrek } from '../support/trek.ts'

t.test('whoever has the link sees the trip as far as its flags say, and nobody else', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const { id } = (await browser.call('POST', '/api/trips', { title: 'Lisbon' })).body.trip
  const token = 'a-token-that-nobody-would-guess-'
  await trek.sql(`insert into share_tokens (trip_id, token, created_by, share_map, share_bookings, expires_at)
    select ${id}, '${token}', user_id, false, false, now() + interval '1 day' from trips where id = ${id}`)

  const stranger = trek.browser()
  const seen = await stranger.call('GET', `/api/shared/${token}`)
  t.match(seen, { status: 200, body: { trip: { title: 'Lisbon' }, permissions: { share_map: false } } })
  t.same(Object.keys(seen.body), ['trip', 'permissions'])
  t.equal(seen.headers.get('x-robots-tag'), 'noindex')
  t.equal(seen.headers.get('cache-control'), 'no-store')
  await trek.sql('update share_tokens set share_map = true, share_bookings = true')
  t.match(await stranger.call('GET', `/api/shared/${token}`), {
    body: { days: [{ day_number: 1 }], places: [], reservations: [], accommodations: [] }
  })

  const nothing = await stranger.call('GET', '/api/shared/unknown')
  t.match(nothing, { status: 404, body: { error: 'share_link_not_found' } })
  await trek.sql("update share_tokens set expires_at = now() - interval '1 second'")
  t.same((await stranger.call('GET', `/api/shared/${token}`)).body, nothing.body)
  t.notMatch(trek.logged(), token, 'the link is in no log')
})
