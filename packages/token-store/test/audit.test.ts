import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { createTokenStore } from '../src/index.ts'

t.test('AS-148: events of a batch keep their order, word for word, and what they lack stays absent', async (t) => {
  const { db } = await createTestDatabase(t)
  const { audit } = createTokenStore(db)
  const events = [
    {
      type: 'tool.called',
      subject: 'anna',
      actor: 'root',
      clientId: 'https://client.example/"quoted"?a=\'b\'',
      grantId: 'd0c1e0a2-0000-4000-8000-000000000000',
      address: '::1',
      userAgent: 'Ünïcode \\ {"json": [1, null]} 🧭',
      requestId: 'req-1',
      detail: { tool: 'list_trips', isError: false, nested: { scopes: ['a', 'b'] } }
    },
    ...Array.from({ length: 198 }, (_, i) => ({ type: 'token.refreshed', requestId: `req-${i + 2}` })),
    { type: 'token.revoked', subject: 'null', detail: {} }
  ]
  await audit.append(events)
  const kept = (await audit.list({ limit: 300 })).toReversed()
  t.same(
    kept.map(({ id: _id, at: _at, ...event }) => event),
    events
  )
  t.ok(kept.every(({ at }) => Math.abs(Date.now() - at.getTime()) < 60_000))
})

t.test('a batch is one statement, however many events it has; no event is none', async (t) => {
  const queries: string[] = []
  const { db } = await createTestDatabase(t, {
    onQuery: (query) => {
      if (query.includes('oauth_audit_events')) queries.push(query)
    }
  })
  const { audit } = createTokenStore(db)
  await audit.append([])
  t.equal(queries.length, 0)
  await audit.append([{ type: 'one' }])
  await audit.append([{ type: 'one' }, { type: 'two' }])
  t.equal(queries.length, 2)
  t.equal(new Set(queries).size, 1, 'the same one for any number, so that it is prepared once')
})

t.test('AS-148: an event with what is no text to PostgreSQL holds up no other', async (t) => {
  const { db } = await createTestDatabase(t)
  const { audit } = createTokenStore(db)
  const detail = { nul: 'a\u0000b', half: '\ud83d', 'key\u0000': '\\u0000', whole: '🧭' }
  await audit.append([{ type: 'one' }, { type: 'two', userAgent: 'a\u0000\u0000', detail }])
  t.match(await audit.list({ limit: 2 }), [
    { type: 'two', userAgent: 'a��', detail: { nul: 'a�b', half: '�', 'key�': '\\u0000', whole: '🧭' } },
    { type: 'one' }
  ])
})
