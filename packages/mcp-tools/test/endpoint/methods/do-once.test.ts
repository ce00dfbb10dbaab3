import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { Type } from 'typebox'
import { type CallStore, defineTool } from '../../../src/endpoint/index.ts'
import { createCallStore } from '../../../src/store/index.ts'
import { call, type EndpointTest, post, testEndpoint } from '../../support/endpoint.ts'

interface Context {
  who: string
}
const Note = Type.Object({ text: Type.String() })
const Added = Type.Object({ id: Type.Integer() })
class Refusal extends Error {}
const describeError = (error: unknown) =>
  error instanceof Refusal ? { code: 'refused', message: error.message } : undefined

/** Two nodes on one database, with a tool that adds notes and one that only reads. */
async function nodes(t: EndpointTest, change: (store: CallStore) => CallStore = (store) => store) {
  const { db } = await createTestDatabase(t)
  const notes: string[] = []
  let hold = async () => {}
  const creates = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false }
  const addNote = defineTool<typeof Note, typeof Added, Context>({
    name: 'add_note',
    title: 'Add a note',
    description: 'Writes down a note',
    scopes: [],
    annotations: creates,
    input: Note,
    output: Added,
    async run({ text }) {
      if (text === 'refuse') throw new Refusal('Not this')
      await hold()
      return { id: notes.push(text) }
    }
  })
  const countNotes = {
    ...addNote,
    name: 'count_notes',
    annotations: { ...creates, readOnlyHint: true, idempotentHint: true },
    run: async () => ({ id: notes.length })
  }
  const node = async () => {
    const store = await createCallStore(db)
    t.teardown(() => store.close())
    const { app } = await testEndpoint(t, { tools: [addNote, countNotes], store: change(store), describeError })
    return app
  }
  return { here: await node(), there: await node(), notes, holdOn: (until: Promise<void>) => (hold = () => until) }
}

const add = (text: string, key?: string) =>
  call('add_note', { text, ...(key !== undefined && { idempotency_key: key }) })

t.test('MCP-40: a write that is sent again is done once, and answered as it was', async (t) => {
  const { here, there, notes } = await nodes(t)
  const first = (await post(here, add('a', 'key-0001'))).json()
  t.match(first, { result: { structuredContent: { id: 1 } } })
  t.same((await post(there, add('a', 'key-0001'))).json(), first, 'at another node')
  t.same(notes, ['a'])
  t.match((await post(there, add('b', 'key-0001'))).json(), {
    result: { isError: true, content: [{ text: /\[idempotency_key_reused\]/ }] }
  })
  await post(here, add('a', 'key-0002'))
  await post(here, add('a'))
  await post(here, add('a', 'key-0001'), { authorization: 'Bearer bert:talk' })
  t.same(notes, ['a', 'a', 'a', 'a'], 'another key, none, and another person’s')
})

t.test('MCP-40: of two at once one is done, the other is told to wait', async (t) => {
  const { here, there, notes, holdOn } = await nodes(t)
  let proceed = () => {}
  holdOn(new Promise((resolve) => (proceed = resolve)))
  const results: { isError?: boolean; content: object }[] = []
  const calls = [here, there, here, there].map(async (app) => {
    results.push((await post(app, add('a', 'key-0001'))).json().result)
    if (results.length === 3) proceed()
  })
  await Promise.all(calls)
  for (const { content } of results.slice(0, 3)) t.match(content, [{ text: /\[still_running\]/ }])
  t.match(results[3], { structuredContent: { id: 1 } })
  t.same(notes, ['a'])
})

t.test('MCP-40: what was refused may be tried again', async (t) => {
  const { here, notes } = await nodes(t)
  const again = async () => (await post(here, add('refuse', 'key-0001'))).json().result
  t.match(await again(), { isError: true, content: [{ text: 'Not this [refused]' }] })
  t.match(await again(), { isError: true, content: [{ text: 'Not this [refused]' }] })
  t.same(notes, [])
})

t.test('MCP-40: what is done stays done when that cannot be written down', async (t) => {
  const { here, notes } = await nodes(t, (store) => ({
    ...store,
    idempotency: {
      ...(store.idempotency as NonNullable<CallStore['idempotency']>),
      finish: async () => {
        throw new Error('the database is gone')
      }
    }
  }))
  t.match((await post(here, add('a', 'key-0001'))).json(), { result: { structuredContent: { id: 1 } } })
  t.match((await post(here, add('a', 'key-0001'))).json(), { result: { content: [{ text: /\[still_running\]/ }] } })
  t.same(notes, ['a'])
})

t.test('MCP-40: a key is offered where a repetition would double something', async (t) => {
  const { here } = await nodes(t)
  const { tools } = (await post(here, { jsonrpc: '2.0', id: 1, method: 'tools/list' })).json().result
  const offers = tools.map(({ name, inputSchema }: { name: string; inputSchema: { properties: object } }) => [
    name,
    'idempotency_key' in inputSchema.properties
  ])
  t.same(offers, [
    ['add_note', true],
    ['count_notes', false]
  ])
  t.match((await post(here, call('count_notes', { text: 'a', idempotency_key: 'key-0001' }))).json(), {
    result: { isError: true, content: [{ text: /invalid_arguments/ }] }
  })
})
