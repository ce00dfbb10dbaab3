import { setTimeout } from 'node:timers/promises'
import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { mcpByHand } from '../support/mcp-by-hand.ts'
import { subscriptionOf } from '../support/mcp-stream.ts'
import { runningServer } from '../support/server-process.ts'
import { signedIn } from '../support/trek.ts'

t.test('MCP-11: a server told to stop answers what was asked, ends its streams, and is gone in 10 s', async (t) => {
  const { url: DATABASE_URL, sql } = await createTestDatabase(t)
  const { child, ended, url } = await runningServer(t, { DATABASE_URL, LOG_LEVEL: 'warn' })
  const { browser } = await signedIn(url, 'anna')
  const { body: made } = await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })
  const mcp = mcpByHand(t, made.raw_token)
  const { trip } = (await mcp.call(url, 'create_trip', { title: 'Rome' })).body.result.structuredContent
  const stream = await mcp.listen(url, { resourceSubscriptions: ['trek://trips'] })
  const acknowledged = await stream.until(() => true)

  // Whoever changes the trip waits for this transaction.
  const lock = await sql.reserve()
  await lock`begin`
  await lock`select 1 from trips where id = ${trip.id} for update`
  const calls = Array.from({ length: 5 }, (_, i) =>
    mcp.call(url, 'update_trip', { tripId: trip.id, title: `Rome ${i}` })
  )
  const waiting = async () => {
    const [row] = await sql`select count(*) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return Number(row?.count)
  }
  while ((await waiting()) < calls.length) await setTimeout(20)

  const toldAt = performance.now()
  child.kill('SIGTERM')
  const endedAt = await stream.ended
  t.ok(endedAt - toldAt < 2000, `the stream after ${Math.round(endedAt - toldAt)} ms, before the calls`)
  const id = subscriptionOf(acknowledged)
  t.match(stream.heard.at(-1), { id, result: { resultType: 'complete' } })
  t.same(stream.heard.map(subscriptionOf), [id, id])
  await t.rejects(mcp.call(url, 'list_trips'), 'nobody is let in any more')
  t.equal(await waiting(), calls.length, 'the calls still wait')

  await lock`commit`
  lock.release()
  for (const { status, body } of await Promise.all(calls))
    t.match({ status, body }, { status: 200, body: { result: { structuredContent: { trip: { title: /^Rome / } } } } })
  const { exitCode, errors, output } = await ended
  t.same({ exitCode, errors }, { exitCode: 0, errors: '' })
  t.notMatch(output, '"level":', 'nothing to warn of')
  t.ok(performance.now() - toldAt < 10_000, `gone after ${Math.round(performance.now() - toldAt)} ms`)
})
