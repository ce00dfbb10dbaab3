import { setTimeout } from 'node:timers/promises'
import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { ADDON_CHANGES_CHANNEL, type AddonChange, createPlanner, parseAddonChange } from '../src/index.ts'
import { testPlanner } from './support/planner.ts'

t.test('addons are as they come until an administrator decides', async (t) => {
  const { planner, person } = await testPlanner(t)
  const { addons } = planner
  const on = async () => (await addons.list()).filter(({ enabled }) => enabled).map(({ id }) => id)
  t.same(await on(), ['mcp', 'packing', 'budget', 'collab', 'atlas', 'vacay', 'documents', 'naver_list_import'])
  t.same([await addons.isEnabled('budget'), await addons.isEnabled('journey')], [true, false])
  t.equal(await addons.isEnabled('nonsense'), false, 'what does not exist is off')

  const root = await person('root', 'admin')
  t.match(await addons.set(root, 'budget', false), { id: 'budget', name: 'Budget', enabled: false })
  await addons.set(root, 'journey', true)
  t.same([await addons.isEnabled('budget'), await addons.isEnabled('journey')], [false, true], 'at once on this node')
  await addons.set(root, 'budget', true)
  t.ok((await on()).includes('budget'))
})

t.test('only administrators switch, and only what there is', async (t) => {
  const { planner, person, sql } = await testPlanner(t)
  await t.rejects(planner.addons.set(await person('anna'), 'budget', false), { code: 'admin_required' })
  await t.rejects(planner.addons.set(await person('root', 'admin'), 'nonsense', true), { code: 'addon_not_found' })
  t.equal((await sql`select 1 from addons`).length, 0)
})

t.test('MCP-44: another node answers anew within a second, and at once when it has heard', async (t) => {
  const { db, sql } = await createTestDatabase(t)
  const [here, there] = [createPlanner(db), createPlanner(db)]
  const root = await here.users.create({ username: 'root', email: 'root@example.org', role: 'admin' })
  const admin = { userId: root.id, role: root.role }
  const heard: AddonChange[] = []
  let onHeard: (() => void) | undefined
  await sql.listen(ADDON_CHANGES_CHANNEL, (payload) => {
    heard.push(parseAddonChange(payload))
    onHeard?.()
  })
  const nextHeard = () => new Promise<void>((resolve) => (onHeard = resolve))

  t.equal(await there.addons.isEnabled('budget'), true)
  let told = nextHeard()
  await here.addons.set(admin, 'budget', false)
  await told
  there.addons.forget()
  t.equal(await there.addons.isEnabled('budget'), false)

  told = nextHeard()
  await here.addons.set(admin, 'budget', true)
  await told
  await setTimeout(1000)
  t.equal(await there.addons.isEnabled('budget'), true)

  told = nextHeard()
  await here.addons.set(admin, 'budget', true)
  await here.addons.set(admin, 'atlas', false)
  await told
  t.same(
    heard,
    [
      { id: 'budget', enabled: false },
      { id: 'budget', enabled: true },
      { id: 'atlas', enabled: false }
    ],
    'what is no change is not told'
  )
})

t.test('asking for every addon at once is one query, and none while that is fresh', async (t) => {
  let queries = 0
  const { db } = await createTestDatabase(t, { onQuery: () => queries++ })
  const { addons } = createPlanner(db)
  const ids = (await addons.list()).map(({ id }) => id)
  queries = 0
  await Promise.all(ids.map((id) => addons.isEnabled(id)))
  await Promise.all(ids.map((id) => addons.isEnabled(id)))
  t.equal(queries, 1)
})

t.test('a failed look-up is not remembered', async (t) => {
  const { db, sql } = await createTestDatabase(t)
  const { addons } = createPlanner(db)
  await sql`alter table addons rename to hidden`
  await t.rejects(addons.isEnabled('budget'))
  await sql`alter table hidden rename to addons`
  t.equal(await addons.isEnabled('budget'), true)
})

t.test('parts of an addon have a switch of their own, and are off while it is', async (t) => {
  const { planner, person, sql } = await testPlanner(t)
  const { addons } = planner
  const root = await person('root', 'admin')
  const heard: AddonChange[] = []
  await sql.listen(ADDON_CHANGES_CHANNEL, (payload) => void heard.push(parseAddonChange(payload)))
  const areOn = async () =>
    Promise.all(['collab', 'collab.notes', 'collab.polls', 'collab.chat'].map((id) => addons.isEnabled(id)))
  t.same(await areOn(), [true, true, true, true])
  t.match(await addons.set(root, 'collab.chat', false), { id: 'collab.chat', name: 'Chat', enabled: false })
  await addons.set(root, 'collab.chat', false)
  t.same(await areOn(), [true, true, true, false])
  const [collab] = (await addons.list()).filter(({ id }) => id === 'collab')
  t.match(collab?.features, [{ enabled: true }, { enabled: true }, { id: 'collab.chat', enabled: false }])

  await addons.set(root, 'collab', false)
  t.same(await areOn(), [false, false, false, false])
  await addons.set(root, 'collab', true)
  t.same(await areOn(), [true, true, true, false], 'what was decided stays')
  await sql`update app_settings set value = 'true' where key = 'collab_chat_enabled'`
  addons.forget()
  t.same(await areOn(), [true, true, true, true])
  t.same(heard, [
    { id: 'collab.chat', enabled: false },
    { id: 'collab', enabled: false },
    { id: 'collab', enabled: true }
  ])
})
