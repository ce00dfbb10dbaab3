import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { expandScopes, plannerTools } from '../../src/index.ts'
import { testOutside } from '../support/outside.ts'
import { testTools } from '../support/planner.ts'
import { type ForeignId, misfit, namesAnId, sampleArguments } from '../support/sample-arguments.ts'
import { ALL_SCOPES } from '../support/tool-case.ts'

// What goes for every tool, whatever it does: its arguments are made from its schema. What each does when all is well is
// for the tables of its group.
const test = await testTools(t, { outside: testOutside() })
const { planner, sql, anna, root } = test
const addons = (await planner.addons.list()).flatMap(({ id, features }) => [id, ...features.map((one) => one.id)])
for (const addon of addons) await planner.addons.set(root, addon, true)
await makeEverythingOfMallory()
const own = await planner.trips.create(anna, { title: 'Rome' })

/** The calls that succeed with ids of somebody else, and what they say instead. */
const TOLERANT: Record<string, object> = {
  bulk_delete_places: { count: 0, deleted: [] },
  bulk_update_places: { count: 0, skipped: 1 },
  cancel_vacay_invite: { success: true },
  decline_vacay_invite: { success: true },
  remove_trip_member: { success: true }
}

const call = (name: string, args: object, scopes = ALL_SCOPES) =>
  test.ask('tools/call', { name, arguments: args }, { scopes })

/** A call that fits the schema of a tool. */
function argumentsOf({ input, confirm }: (typeof plannerTools)[number], idOf: ForeignId) {
  return { ...sampleArguments(input, idOf), ...(confirm && { confirm: true }) }
}

/** Everything in the database but the switches of addons. */
async function dump() {
  const tables = await sql`
    select table_name from information_schema.tables
    where table_schema = 'public' and table_name not in ('addons', 'app_settings')
    order by table_name`
  const rows = await Promise.all(
    tables.map(({ table_name: table }) => sql`select t::text as row from ${sql(String(table))} t order by 1`)
  )
  return rows.flatMap((some) => some.map(({ row }) => String(row)))
}

/** Of each kind of thing the first there is, so that its id is 1. */
async function makeEverythingOfMallory() {
  const use = (name: string, given: object) => test.use(name, given, { user: 'mallory', scopes: ALL_SCOPES })
  const dates = { start_date: '2027-06-10', end_date: '2027-06-12' }
  const { id: tripId } = (await use('create_trip', { title: 'Secret', ...dates })).trip as unknown as { id: number }
  await use('add_trip_member', { tripId, identifier: 'berta' })
  await use('create_and_assign_place', { tripId, dayId: 1, name: 'Hideout' })
  await use('create_day_note', { tripId, dayId: 1, text: 'Knock' })
  await use('create_accommodation', { tripId, place_id: 1, start_day_id: 1, end_day_id: 2 })
  await use('create_budget_item', { tripId, name: 'Bribe', total_price: 5 })
  await use('create_settlement', {
    tripId,
    from_user_id: test.mallory.userId,
    to_user_id: test.berta.userId,
    amount: 1
  })
  await use('create_packing_item', { tripId, name: 'Mask' })
  await use('create_packing_bag', { tripId, name: 'Sack' })
  await use('create_todo', { tripId, name: 'Hide' })
  await use('create_collab_note', { tripId, title: 'Plan' })
  await use('create_collab_poll', { tripId, question: 'When?', options: ['Now', 'Later'] })
  await use('send_collab_message', { tripId, text: 'Psst' })
  await use('create_tag', { name: 'safe' })
  await use('create_bucket_list_item', { name: 'Vault' })
  await use('create_journey', { title: 'Diary' })
  await use('create_journey_entry', { journeyId: 1, entry_date: '2027-06-10', title: 'Day one' })
  await use('add_holiday_calendar', { region: 'DE' })
}

/** An id of Mallory’s; people are nobody, but for who would pay them. */
function theirId(name: string): number {
  if (name === 'from_user_id') return anna.userId
  return /user|member/i.test(name) ? 999_999 : 1
}

/** Hers, in a trip of Anna’s own. */
const theirIdInOurTrip = (name: string) => (name === 'tripId' ? own.id : theirId(name))
const REFUSED = /\[(?:\w+_not_found|foreign_reference|no_pending_invite|admin_required)\]$/

t.test('MCP-35: every tool refuses a connection that lacks a scope it needs', async (t) => {
  for (const tool of plannerTools)
    for (const scope of tool.scopes) {
      const without = ALL_SCOPES.filter((granted) => !expandScopes([granted]).has(scope))
      const answer = await call(tool.name, argumentsOf(tool, theirId), without)
      t.match(answer, { status: 403, challenge: scope }, `${tool.name} without ${scope}`)
    }
})

t.test('every tool of an addon is unknown while that is off', async (t) => {
  for (const addon of addons) {
    await planner.addons.set(root, addon, false)
    for (const tool of plannerTools.filter((one) => one.addon === addon || one.addon?.startsWith(`${addon}.`))) {
      const { error } = await call(tool.name, argumentsOf(tool, theirId))
      t.match(error, { code: -32602, message: `Unknown tool: ${tool.name}` }, `${tool.name} without ${addon}`)
    }
    await planner.addons.set(root, addon, true)
  }
})

t.test('MCP-38: every tool refuses what does not fit, argument by argument', async (t) => {
  const isRefused = { isError: true, content: [{ text: /invalid_arguments/ }] }
  for (const tool of plannerTools) {
    const given = argumentsOf(tool, theirId)
    t.match(
      (await call(tool.name, { ...given, 'no such argument': 1 })).result,
      isRefused,
      `${tool.name}: one too many`
    )
    for (const name of tool.input.required ?? []) {
      const { [name]: _left, ...rest } = given as Record<string, unknown>
      t.match((await call(tool.name, rest)).result, isRefused, `${tool.name} without ${name}`)
    }
    for (const [name, schema] of Object.entries(tool.input.properties))
      t.match((await call(tool.name, { ...given, [name]: misfit(schema) })).result, isRefused, `${tool.name}: ${name}`)
  }
})

t.test('every tool finds nothing where the trip, or what else it names, is somebody else’s', async (t) => {
  const before = await dump()
  for (const tool of plannerTools) {
    const named = Object.keys(argumentsOf(tool, theirId)).filter(namesAnId)
    // The id of get_place_details is one of a map.
    if (named.length === 0 || tool.name === 'get_place_details') continue
    const { result } = await call(tool.name, argumentsOf(tool, theirId))
    if (!named.includes('tripId') && TOLERANT[tool.name])
      t.match(result?.structuredContent, TOLERANT[tool.name], `${tool.name} says that nothing is there`)
    else t.match(result, { isError: true, content: [{ text: REFUSED }] }, `${tool.name} with ids of somebody else`)
    if (!named.includes('tripId') || named.length === 1) continue
    const mixed = (await call(tool.name, argumentsOf(tool, theirIdInOurTrip))).result
    if (TOLERANT[tool.name]) t.match(mixed?.structuredContent, TOLERANT[tool.name], `${tool.name} skips what it names`)
    else
      t.match(mixed, { isError: true, content: [{ text: REFUSED }] }, `${tool.name} with them in a trip of one’s own`)
  }
  const after = new Set(await dump())
  t.same(
    before.filter((row) => !after.has(row)),
    [],
    'what was there is as it was'
  )
})

t.test('every tool does its work in the table of its group', async (t) => {
  const folder = new URL('./', import.meta.url)
  const files = (await readdir(folder)).filter((file) => file.endsWith('.test.ts') && file !== 'every-tool.test.ts')
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))
  const names = new Set(plannerTools.map(({ name }) => name))
  const done = new Set(
    texts.flatMap((text) => {
      const starts = [...text.matchAll(/name: '(\w+)'/g)].filter(([, name = '']) => names.has(name))
      const called = [...text.matchAll(/(?<!rejects\()\buse\('(\w+)'/g)].map(([, name]) => name)
      const tabled = starts.flatMap((start, at) =>
        text.slice(start.index, starts[at + 1]?.index).includes('answers:') ? [start[1]] : []
      )
      return [...called, ...tabled]
    })
  )
  t.same(
    [...names].filter((name) => !done.has(name)),
    []
  )
})
