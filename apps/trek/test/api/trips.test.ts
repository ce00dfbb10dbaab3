import t from 'tap'
import { startTrek } from '../support/trek.ts'

const lisbon = { title: 'Lisbon', start_date: '2027-05-01', end_date: '2027-05-03' }

t.test('somebody signed in makes, reads, changes and deletes a trip', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const made = await browser.call('POST', '/api/trips', lisbon)
  t.match(made, { status: 201, body: { trip: { id: Number, title: 'Lisbon', day_count: 3, currency: 'EUR' } } })
  const { id } = made.body.trip

  t.match(await browser.call('GET', '/api/trips'), { status: 200, body: { trips: [{ id, title: 'Lisbon' }] } })
  t.match(await browser.call('GET', `/api/trips/${id}`), {
    status: 200,
    body: {
      trip: { id },
      members: { owner: { username: 'anna' }, members: [] },
      days: [{ date: '2027-05-01' }, { date: '2027-05-02' }, { date: '2027-05-03' }],
      places: []
    }
  })
  t.match(await browser.call('PATCH', `/api/trips/${id}`, { end_date: '2027-05-02', is_archived: true }), {
    status: 200,
    body: { trip: { day_count: 2, is_archived: true } }
  })
  t.same((await browser.call('GET', '/api/trips')).body, { trips: [] }, 'what is archived is out of the way')
  t.match(await browser.call('GET', '/api/trips?include_archived=true'), { body: { trips: [{ id }] } })
  t.equal((await browser.call('DELETE', `/api/trips/${id}`)).status, 204)
  t.match(await browser.call('GET', `/api/trips/${id}`), { status: 404, body: { error: 'not_found' } })
})

t.test('a stranger cannot tell a trip from none', async (t) => {
  const trek = await startTrek(t)
  const anna = await trek.signedIn('anna')
  const eve = await trek.signedIn('eve')
  const { id } = (await anna.browser.call('POST', '/api/trips', lisbon)).body.trip
  const answer = async (method: string, trip: number, body?: object) => {
    const reply = await eve.browser.call(method, `/api/trips/${trip}`, body)
    return { status: reply.status, body: reply.body }
  }
  const nothing = await answer('GET', 999_999)
  t.equal(nothing.status, 404)
  t.same(await answer('GET', id), nothing)
  t.same(await answer('PATCH', id, { title: 'Mine' }), nothing)
  t.same(await answer('DELETE', id), nothing)
  t.same((await eve.browser.call('GET', '/api/trips')).body, { trips: [] })
})

t.test('nobody is let in without a session', async (t) => {
  const trek = await startTrek(t)
  for (const path of ['/api/trips', '/api/trips/1', '/api/events'])
    t.match(await trek.browser().call('GET', path), { status: 401, body: { error: 'not_signed_in' } }, path)
  t.match(await trek.browser().call('POST', '/api/trips', lisbon), { status: 401 })
})

t.test('bad input is named and changes nothing', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const refusals: [body: unknown, field: string | undefined][] = [
    [{}, 'title'],
    [{ title: '' }, 'title'],
    [{ title: 5 }, 'title'],
    [{ title: 'x', colour: 'red' }, 'colour'],
    [{ title: 'x', currency: 'EURO' }, 'currency'],
    [{ title: 'a\0b' }, undefined],
    [{ ...lisbon, start_date: '2027-02-30' }, undefined],
    [{ ...lisbon, end_date: '2027-04-01' }, undefined],
    [[], undefined]
  ]
  for (const [body, field] of refusals) {
    const reply = await browser.call('POST', '/api/trips', body)
    t.match(reply, { status: 422, body: { error: String, message: String } }, JSON.stringify(body))
    t.equal(reply.body.field, field, reply.body.message)
  }
  t.match(await browser.call('GET', '/api/trips/lisbon'), { status: 422, body: { field: 'id' } })
  t.match(await browser.call('GET', '/api/trips/9000000000'), { status: 422, body: { error: 'invalid_value' } })
  t.match(await browser.call('POST', '/api/trips', { title: 'Lis\0bon' }), {
    status: 422,
    body: { error: 'invalid_value' }
  })
  t.same((await browser.call('GET', '/api/trips')).body, { trips: [] })
})

t.test('in the demo everything may be looked at and nothing changed', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  await browser.call('POST', '/api/trips', lisbon)
  const demo = (await startTrek(t, { ...trek.environment, DEMO_MODE: 'true' })).browser()
  t.equal((await demo.call('POST', '/api/auth/login', account)).status, 200)
  t.match(await demo.call('GET', '/api/trips'), { body: { trips: [{ title: 'Lisbon' }] } })
  t.match(await demo.call('POST', '/api/trips', lisbon), { status: 403, body: { error: 'demo_denied' } })
  t.match(await demo.call('POST', '/api/auth/register', { ...account, username: 'b', email: 'b@example.org' }), {
    status: 403,
    body: { error: 'demo_denied' }
  })
})
