import { createTestDatabase } from '@trek/test-postgres'
import t, { type Test } from 'tap'
import { Type } from 'typebox'
import { defineTool } from '../../../src/endpoint/index.ts'
import { createCallStore, type PostgresCallStore } from '../../../src/store/index.ts'
import { call, post, testEndpoint } from '../../support/endpoint.ts'
import { askModern } from '../../support/modern.ts'

interface Context {
  who: string
}
const Thing = Type.Object({ thing: Type.String() })
const Gone = Type.Object({ gone: Type.String() })

/** A tool that deletes for good, on real confirmations. */
async function endpoint(t: Test) {
  const { db } = await createTestDatabase(t)
  const store = await createCallStore(db, { confirmUrl: 'https://fix.example/confirm' })
  t.teardown(() => store.close())
  const deleted: string[] = []
  const deleteThing = defineTool<typeof Thing, typeof Gone, Context>({
    name: 'delete_thing',
    title: 'Delete',
    description: 'Deletes a thing for good',
    scopes: [],
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
    confirm: ({ thing }) => `Delete ${thing} for good?`,
    input: Thing,
    output: Gone,
    async run(given) {
      t.same(Object.keys(given), ['thing'], 'the handler sees its own arguments')
      deleted.push(given.thing)
      return { gone: given.thing }
    }
  })
  const { app } = await testEndpoint(t, { tools: [deleteThing], store })
  const ask = (client: object, more: object = {}) =>
    askModern(app, 'tools/call', { name: 'delete_thing', arguments: { thing: 'x' }, ...more }, { client })
  return { app, store, deleted, ask }
}

const accept = (confirm: boolean) => ({ confirmation: { action: 'accept', content: { confirm } } })

t.test('MCP-56: a client that shows forms asks the person, and a yes counts once', async (t) => {
  const { ask, deleted } = await endpoint(t)
  const client = { elicitation: {} }
  const asked = (await ask(client)).result
  t.match(asked?.inputRequests, {
    confirmation: { method: 'elicitation/create', params: { message: 'Delete x for good?' } }
  })
  t.same(deleted, [])
  const requestState = asked?.requestState
  t.match((await ask(client, { inputResponses: accept(true) })).result, { resultType: 'input_required' }, 'not unasked')
  t.match((await ask(client, { inputResponses: accept(true), requestState })).result, {
    structuredContent: { gone: 'x' }
  })
  t.match(await ask(client, { inputResponses: accept(true), requestState }), { error: { code: -32602 } }, 'not again')
  t.same(deleted, ['x'])
})

t.test('MCP-55, MCP-56: no, and no answer, do nothing', async (t) => {
  const { ask, deleted } = await endpoint(t)
  const client = { elicitation: { form: {} } }
  for (const answer of [
    accept(false),
    { confirmation: { action: 'decline' } },
    { confirmation: { action: 'cancel' } }
  ]) {
    const requestState = (await ask(client)).result?.requestState
    t.match((await ask(client, { inputResponses: answer, requestState })).result, {
      isError: true,
      content: [{ text: /nothing was done.*\[not_confirmed\]/ }]
    })
  }
  t.same(deleted, [])
})

t.test('MCP-56: a client that cannot ask has to say that it did', async (t) => {
  const { app, ask, deleted } = await endpoint(t)
  t.match((await ask({})).result, {
    isError: true,
    content: [{ text: /^Delete x for good\? .*"confirm": true.*\[confirmation_needed\]$/ }]
  })
  t.match((await ask({}, { arguments: { thing: 'x', confirm: false } })).result, { isError: true })
  t.match(
    (await ask({ elicitation: {} }, { arguments: { thing: 'x', confirm: true } })).result,
    {
      resultType: 'input_required'
    },
    'one that can ask has to'
  )
  t.same(deleted, [])
  t.match((await post(app, call('delete_thing', { thing: 'y', confirm: true }))).json(), {
    result: { structuredContent: { gone: 'y' } }
  })
  t.same(deleted, ['y'])
})

t.test('MCP-57: a client that only opens pages sends the person to one of ours', async (t) => {
  const { ask, store, deleted } = await endpoint(t)
  const confirmations = store.confirmations as NonNullable<PostgresCallStore['confirmations']>
  const client = { elicitation: { url: {} } }
  const asked = (await ask(client)).result
  const page = asked?.inputRequests.page as unknown as { params: { mode: string; url: string; message: string } }
  t.match(page.params, {
    mode: 'url',
    message: 'Delete x for good?',
    url: /^https:\/\/fix\.example\/confirm\/[\w-]{20,}$/
  })
  t.notOk('elicitationId' in page.params, 'which the newer wire does not know')
  const opened = { inputResponses: { page: { action: 'accept' } } }

  const pending = (await ask(client, { ...opened, requestState: asked?.requestState })).result
  t.match(pending?.inputRequests, { page: { params: { url: page.params.url } } }, 'opened is not answered')
  t.same(deleted, [])

  const id = page.params.url.split('/').at(-1) ?? ''
  t.equal(await confirmations.decide(id, 'bert', 'approved'), false, 'nobody else can answer')
  await confirmations.decide(id, 'anna', 'approved')
  t.match((await ask(client, { ...opened, requestState: pending?.requestState })).result, {
    structuredContent: { gone: 'x' }
  })
  t.match(
    (await ask(client, { ...opened, requestState: pending?.requestState })).result,
    {
      isError: true,
      content: [{ text: /not_confirmed/ }]
    },
    'an approval counts once'
  )
  t.same(deleted, ['x'])
})
