import { EventEmitter, once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { createTestDatabase, type TestContext } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import Fastify from 'fastify'
import postgres from 'postgres'
import t from 'tap'
import { createTokenStore, sweep, sweepTasks, tokenStore } from '../src/index.ts'
import { approved, digest, granted, newClient, rotation } from './store-contract.ts'

async function setUp(t: TestContext) {
  const { db, sql, url } = await createTestDatabase(t)
  const count = async (table: string) => Number((await sql`select count(*) from ${sql(table)}`)[0]?.count)
  /** As if so much time had gone by for everything. */
  const passTime = async (interval: string) => {
    const columns = await sql`
      select table_name, column_name from information_schema.columns
      where table_name like 'oauth_%' and data_type = 'timestamp with time zone'`
    for (const { table_name: table, column_name: column } of columns)
      await sql`update ${sql(table)} set ${sql(column)} = ${sql(column)} - ${interval}::interval`
  }
  return { db, sql, url, store: createTokenStore(db), count, passTime, sweep: () => sweep(db, sweepTasks(db)) }
}

t.test('TS-09: what is live stays, and what is over goes when nothing needs it any more', async (t) => {
  const { store, sql, count, passTime, sweep } = await setUp(t)
  const live = await granted(store)
  const first = rotation(live.client.id, live.refreshToken.digest)
  await store.refreshTokens.rotate(first)
  await sweep()
  t.equal(await count('oauth_refresh_tokens'), 2)
  t.equal(await count('oauth_authorization_codes'), 1)

  await passTime('1 minute')
  await sweep()
  const [rotated] = await sql`select replay_blob, digest from oauth_refresh_tokens where state = 'rotated'`
  t.equal(rotated?.replay_blob, null, 'the sealed answer ends with its window')
  t.ok(rotated?.digest, 'and the digest stays')
  t.match(await store.refreshTokens.rotate(rotation(live.client.id, live.refreshToken.digest)), {
    outcome: 'recovered'
  })

  await passTime('3 days')
  await sweep()
  t.equal(await count('oauth_access_tokens'), 0)
  t.equal(await count('oauth_interactions'), 0)
  t.ok(await store.refreshTokens.find(live.refreshToken.digest), 'a family is known as long as it lives')
  await passTime('30 days')
  await sweep()
  t.equal(await count('oauth_refresh_tokens'), 0)
  t.equal(await count('oauth_authorization_codes'), 0)
  t.equal(await count('oauth_grants'), 0)
  t.equal(await count('oauth_clients'), 1, 'AS-99: the client is not forgotten with its grants')
})

t.test('TS-09, AS-62: the sealed answer to a code ends with its window, the code does not', async (t) => {
  const { store, sql, passTime, sweep } = await setUp(t)
  const { codeDigest } = await approved(store)
  await store.authorizationCodes.redeem(codeDigest, {
    accessToken: { digest: digest(), ttlSeconds: 3600 },
    replay: { fingerprint: digest(), sealed: digest(), windowSeconds: 10 }
  })
  const sealedAnswers = () => sql`select 1 from oauth_authorization_codes where replay_blob is not null`
  await sweep()
  t.equal((await sealedAnswers()).length, 1)
  await passTime('11 seconds')
  await sweep()
  t.equal((await sealedAnswers()).length, 0)
  t.match(await store.authorizationCodes.find(codeDigest), { isConsumed: true })
})

t.test('AS-98: a client nobody ever used goes after a day; one with a live grant never', async (t) => {
  const { store, passTime, sweep } = await setUp(t)
  const unused = await store.clients.create(newClient())
  const manual = await store.clients.create(newClient({ kind: 'manual', owner: 'anna' }))
  const used = await granted(store)
  await passTime('23 hours')
  await sweep()
  t.ok(await store.clients.find(unused.id))
  await passTime('2 hours')
  await sweep()
  t.equal(await store.clients.find(unused.id), undefined)
  t.ok(await store.clients.find(manual.id), 'what a person made is theirs to delete')
  t.match(await store.clients.find(used.client.id), { isRetired: false })
  for (let month = 0; month < 12; month++) {
    await passTime('20 days')
    await sweep()
    const refreshed = rotation(used.client.id, used.refreshToken.digest)
    await store.refreshTokens.rotate(refreshed)
    used.refreshToken = refreshed.successor
  }
  t.match(await store.clients.find(used.client.id), { isRetired: false }, 'a year of use')
})

t.test('AS-99: a client that is idle for long is retired, and forgotten a year later', async (t) => {
  const { store, sql, passTime, sweep } = await setUp(t)
  const { client } = await granted(store)
  await passTime('40 days')
  await sweep()
  await passTime('60 days')
  await sweep()
  t.match(await store.clients.find(client.id), { isRetired: true })
  await store.clients.revive(client.id)
  t.match(await store.clients.find(client.id), { isRetired: false })
  await sweep()
  t.match(await store.clients.find(client.id), { isRetired: false }, 'and begins anew')
  await passTime('100 days')
  await sweep()
  await passTime('366 days')
  await sweep()
  t.equal(await store.clients.find(client.id), undefined)
  t.equal((await sql`select 1 from oauth_clients`).length, 0)
})

t.test('TS-09: of two sweepers one works, and both together sweep everything once', async (t) => {
  const { store, db, url, count, passTime } = await setUp(t)
  const otherConnection = postgres(url, { max: 5 })
  t.teardown(() => otherConnection.end({ timeout: 1 }))
  for (let i = 0; i < 2500; i += 1) await store.replays.isFirstUse({ digest: digest(), ttlSeconds: 1 })
  await passTime('1 hour')
  const other = drizzle(otherConnection)
  const swept = await Promise.all([sweep(db, sweepTasks(db), 100), sweep(other, sweepTasks(other), 100)])
  const rest = await sweep(db, sweepTasks(db))
  t.equal(swept[0] + swept[1] + rest, 2500)
  t.equal(await count('oauth_used_identifiers'), 0)
})

t.test('TS-09: what somebody is using is left for the next time', async (t) => {
  const { store, db, sql, count, passTime } = await setUp(t)
  await store.replays.isFirstUse({ digest: digest(), ttlSeconds: 1 })
  await store.replays.isFirstUse({ digest: digest(), ttlSeconds: 1 })
  await passTime('1 hour')
  await sql.begin(async (tx) => {
    await tx`select 1 from oauth_used_identifiers limit 1 for update`
    await sweep(db, sweepTasks(db))
    t.equal(await count('oauth_used_identifiers'), 1)
  })
  await sweep(db, sweepTasks(db))
  t.equal(await count('oauth_used_identifiers'), 0)
})

t.test('TS-09: a family that is used for a year keeps what its last month needs, and no more', async (t) => {
  const { store, count, passTime, sweep } = await setUp(t)
  const { client, refreshToken } = await granted(store)
  let presented = refreshToken.digest
  let most = 0
  for (let day = 0; day < 120; day++) {
    for (let hour = 0; hour < 3; hour++) {
      const request = rotation(client.id, presented)
      t.equal((await store.refreshTokens.rotate(request)).outcome, 'rotated')
      presented = request.successor.digest
    }
    await passTime('1 day')
    await sweep()
    most = Math.max(most, await count('oauth_refresh_tokens'))
  }
  t.ok(most <= 3 * 34, `${most} rows at most, of 360 rotations`)
})

t.test('the plugin sweeps by itself, other tables of the host too, and stops with the app', async (t) => {
  const { db } = await setUp(t)
  const swept: number[] = []
  const app = Fastify()
  await app.register(tokenStore, {
    db,
    sweepEverySeconds: 0.05,
    alsoSweep: [{ name: 'host', sweep: async () => swept.push(0) && 0 }]
  })
  await app.ready()
  while (swept.length < 2) await setTimeout(20)
  await app.close()
  const before = swept.length
  await setTimeout(200)
  t.equal(swept.length, before)
})

t.test('a task that fails is logged with its reason, and none is begun while the app stops', async (t) => {
  const { db } = await setUp(t)
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  const steps = new EventEmitter()
  const begun: string[] = []
  await app.register(tokenStore, {
    db,
    sweepEverySeconds: 0.05,
    alsoSweep: [
      { name: 'broken', sweep: async () => Promise.reject(new Error('no such column')) },
      {
        name: 'slow',
        async sweep() {
          const released = once(steps, 'released')
          begun.push('slow')
          await released
          return 0
        }
      },
      { name: 'other', sweep: async () => begun.push('other') && 0 }
    ]
  })
  await app.ready()
  while (begun.length === 0) await setTimeout(20)
  const closed = app.close()
  await setTimeout(50)
  steps.emit('released')
  await closed
  t.same(begun, ['slow'])
  const logged = lines.map((line) => JSON.parse(line) as object)
  t.match(logged, [{ msg: 'sweeping failed', task: 'broken', err: { message: 'no such column' } }])
})

t.test('a task that fails is told by its name, and keeps none of the others from being done', async (t) => {
  const { db } = await setUp(t)
  const done: string[] = []
  const task = (name: string) => ({ name, sweep: async () => Number(done.push(name) < 0) })
  const broken = { name: 'broken', sweep: async () => Promise.reject(new Error('no such column')) }
  await t.rejects(sweep(db, [task('first'), broken, task('last')]), {
    message: 'could not be swept: broken',
    errors: [{ message: 'no such column' }]
  })
  t.same(done, ['first', 'last'])
})

t.test('TS-11: a transaction that had to give way is tried again, and not for ever', async (t) => {
  const { db, sql, store } = await setUp(t)
  const { client, refreshToken } = await granted(store)
  const failing = async (times: number) => {
    await sql.unsafe(`
      create or replace function give_way() returns trigger as $$ begin
        if nextval('give_way_count') <= ${times} then raise exception 'deadlock' using errcode = '40P01'; end if;
        return new; end $$ language plpgsql;
      drop sequence if exists give_way_count; create sequence give_way_count;
      create or replace trigger give_way before update on oauth_refresh_tokens for each row execute function give_way()`)
  }
  await failing(2)
  const request = rotation(client.id, refreshToken.digest)
  t.match(await createTokenStore(db).refreshTokens.rotate(request), { outcome: 'rotated' })
  await failing(3)
  await t.rejects(store.refreshTokens.rotate(rotation(client.id, request.successor.digest)))
  t.match(await store.refreshTokens.rotate(rotation(client.id, request.successor.digest)), { outcome: 'rotated' })
})
