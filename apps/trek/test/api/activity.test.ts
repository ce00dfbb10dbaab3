import t from 'tap'
import { startTrek } from '../support/trek.ts'

const lisbon = { title: 'Lisbon', start_date: '2027-05-01', end_date: '2027-05-03' }

t.test('people see what was changed in a trip, and undo it', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const { id } = (await browser.call('POST', '/api/trips', lisbon)).body.trip
  await browser.call('PATCH', `/api/trips/${id}`, { title: 'Lisboa', end_date: '2027-05-02' })

  const path = `/api/trips/${id}/activity`
  const log = await browser.call('GET', path)
  t.match(log, {
    status: 200,
    body: {
      activity: [
        { type: 'trip:updated', what: 'Lisboa', user: { username: 'anna' }, client_name: null, can_undo: true },
        { type: 'trip:created', what: 'Lisbon', can_undo: false }
      ],
      next_cursor: null
    }
  })
  const [changed, made] = log.body.activity
  t.match(await browser.call('POST', `${path}/${changed.id}/undo`), {
    status: 200,
    body: { activity: { type: 'trip:updated', undoes: changed.id, can_undo: true } }
  })
  t.match(await browser.call('GET', `/api/trips/${id}`), { body: { trip: lisbon, days: [{}, {}, {}] } })

  const again = await browser.call('POST', `${path}/${changed.id}/undo`)
  t.match(again, { status: 409, body: { error: 'already_undone', message: String } })
  const nothing = await browser.call('POST', `${path}/${made.id}/undo`)
  t.match(nothing, { status: 409, body: { error: 'not_undoable' } })

  const page = await browser.call('GET', `${path}?limit=2`)
  t.equal(page.body.activity.length, 2)
  t.match(await browser.call('GET', `${path}?limit=2&cursor=${page.body.next_cursor}`), {
    body: { activity: [{ id: made.id }], next_cursor: null }
  })
})

t.test('the log of a trip is for its people', async (t) => {
  const trek = await startTrek(t)
  const anna = await trek.signedIn('anna')
  const eve = await trek.signedIn('eve')
  const { id } = (await anna.browser.call('POST', '/api/trips', lisbon)).body.trip
  const path = `/api/trips/${id}/activity`
  await anna.browser.call('PATCH', `/api/trips/${id}`, { title: 'Lisboa' })
  const [{ id: activityId }] = (await anna.browser.call('GET', path)).body.activity
  t.match(await eve.browser.call('GET', path), { status: 404, body: { error: 'trip_not_found' } })
  t.match(await eve.browser.call('POST', `${path}/${activityId}/undo`), {
    status: 404,
    body: { error: 'trip_not_found' }
  })
  t.match(await anna.browser.call('POST', `${path}/999999/undo`), {
    status: 404,
    body: { error: 'activity_not_found' }
  })
  t.match(await trek.browser().call('GET', path), { status: 401, body: { error: 'not_signed_in' } })
  t.match(await trek.browser().call('POST', `${path}/${activityId}/undo`), { status: 401 })
  t.match(await anna.browser.call('GET', `${path}?limit=0`), { status: 422, body: { field: 'limit' } })
  t.match(await anna.browser.call('GET', `${path}?cursor=zzz`), { status: 422, body: { error: 'invalid_value' } })
  t.match(await anna.browser.call('GET', `/api/trips/${id}`), { body: { trip: { title: 'Lisboa' } } })
})
