import { createTestDatabase } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import t, { type Test } from 'tap'
import { createTokenStore } from '../src/index.ts'
import { testDeviceCodes } from './device-codes.ts'
import { testKeyBinding } from './key-binding.ts'
import { testRefreshModel } from './refresh-model.ts'
import { granted, type StoreUnderTest, testStoreContract } from './store-contract.ts'

const setUp = async (t: Test): Promise<StoreUnderTest> => {
  const { db, sql, url } = await createTestDatabase(t)
  const otherConnection = postgres(url, { max: 10 })
  t.teardown(() => otherConnection.end({ timeout: 1 }))
  return {
    store: createTokenStore(db),
    otherNode: createTokenStore(drizzle(otherConnection)),
    async expireEverything() {
      for (const table of [
        'oauth_interactions',
        'oauth_authorization_codes',
        'oauth_device_codes',
        'oauth_refresh_tokens',
        'oauth_access_tokens',
        'oauth_static_tokens'
      ]) {
        await sql`update ${sql(table)} set expires_at = clock_timestamp() - interval '1 second'`
      }
    },
    async passTime(seconds) {
      const ago = sql`make_interval(secs => ${seconds})`
      await sql`
        update oauth_refresh_tokens set
          expires_at = expires_at - ${ago}, rotated_at = rotated_at - ${ago}, replay_until = replay_until - ${ago}`
      await sql`
        update oauth_device_codes set expires_at = expires_at - ${ago}, last_polled_at = last_polled_at - ${ago}`
      await sql`update oauth_authorization_codes set replay_until = replay_until - ${ago}`
      await sql`update oauth_grants set created_at = created_at - ${ago}`
      await sql`
        update oauth_access_tokens set
          created_at = created_at - ${ago}, expires_at = expires_at - ${ago}, scope_refused_at = scope_refused_at - ${ago}`
      await sql`update oauth_static_tokens set notified_at = notified_at - ${ago}`
    },
    async disableClient(id) {
      await sql`update oauth_clients set disabled_at = now() where id = ${id}`
    }
  }
}

testStoreContract(t, setUp)
testRefreshModel(t, setUp)
testDeviceCodes(t, setUp)
testKeyBinding(t, setUp)

t.test('TS-07: looking an access token up is one index probe, and one query', async (t) => {
  const queries: string[] = []
  const { db, sql } = await createTestDatabase(t, { onQuery: (query) => queries.push(query) })
  const store = createTokenStore(db)
  const { accessToken } = await granted(store)
  await store.accessTokens.find(accessToken.digest)
  queries.length = 0
  await store.accessTokens.find(accessToken.digest)
  t.equal(queries.length, 1, 'from the second time on')

  await sql`set enable_seqscan = off`
  const plan = await sql`explain select * from oauth_access_tokens where digest = ${accessToken.digest}`
  t.match(JSON.stringify(plan), 'oauth_access_tokens_digest_index')
})

t.test('TS-07, TS-09: removing a row looks for what refers to it in an index, never in a whole table', async (t) => {
  const { sql } = await createTestDatabase(t)
  const withoutIndex = await sql`
    select conname from pg_constraint keys
    where contype = 'f' and conrelid::regclass::text like 'oauth_%' and not exists (
      select 1 from pg_index
      where indrelid = conrelid and indpred is null
        and (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)`
  t.same(withoutIndex, [])
})

t.test('TS-04: digests are kept as bytes, and nothing else that could be a secret', async (t) => {
  const { db, sql } = await createTestDatabase(t)
  await granted(createTokenStore(db))
  const columns = await sql`
    select table_name, column_name, data_type from information_schema.columns
    where table_name like 'oauth_%' and column_name similar to '%(digest|secret|token|code)%'`
  const suspicious = columns.filter(
    ({ data_type: type, column_name: name }) =>
      type !== 'bytea' && type !== 'boolean' && !/(_id|_challenge)$/.test(name)
  )
  t.same(suspicious, [])
})
