import { randomBytes } from 'node:crypto'
import { createTestDatabase } from '@trek/test-postgres'
import { sql as statement } from 'drizzle-orm'
import t from 'tap'
import { createTokenStore } from '../../src/index.ts'

t.test('RS-07: a token is found only as long as the host knows its subject, where the host says how', async (t) => {
  const { db, sql } = await createTestDatabase(t)
  await sql`create table people (name text primary key)`
  await sql`insert into people values ('anna')`
  const asking = createTokenStore(db)
  const store = createTokenStore(db, {
    isActiveSubject: (subject) => statement`exists (select from people where name = ${subject})`
  })
  t.equal(asking.accessTokens.findsActiveSubjectsOnly, false)
  t.equal(store.accessTokens.findsActiveSubjectsOnly, true)

  const [id, secretDigest, digest] = ['client_1', randomBytes(32), randomBytes(32)]
  await store.clients.create(
    {
      id,
      kind: 'manual',
      name: 'Nightly job',
      redirectUris: [],
      authenticationMethod: 'client_secret_basic',
      grantTypes: ['client_credentials'],
      applicationType: 'web',
      scopes: ['read'],
      owner: 'anna',
      description: {}
    },
    secretDigest
  )
  await store.accessTokens.issueToMachine({
    clientId: id,
    scopes: ['read'],
    grantScopes: ['read'],
    resource: 'https://api.example',
    accessToken: { digest, ttlSeconds: 3600 },
    secretDigest,
    liveLimit: 100
  })
  t.match(await store.accessTokens.find(digest), { subject: 'anna' })
  await sql`delete from people`
  t.equal(await store.accessTokens.find(digest), undefined)
  t.match(await asking.accessTokens.find(digest), { subject: 'anna' }, 'without the condition the guard has to ask')
})
