import t from 'tap'
import { Type } from 'typebox'
import { askForm, type CallStore, defineTool } from '../../../src/endpoint/index.ts'
import { createLocalCallStore } from '../../../src/endpoint/sealing/local-call-store.ts'
import { testEndpoint } from '../../support/endpoint.ts'
import { askModern } from '../../support/modern.ts'

interface Context {
  who: string
}
const Input = Type.Object({ about: Type.Optional(Type.String()) })
const Output = Type.Object({ said: Type.String() })
const Name = Type.Object({ name: Type.String({ minLength: 1 }) })
const Colour = Type.Object({ colour: Type.String() })
const hints = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }
const canAsk = { client: { elicitation: {} } }
const accept = (content: object) => ({ action: 'accept', content })

/** Asks for a name, then for a colour, and counts how often it got to the end. */
function interview(name = 'interview', isBinding = false) {
  let ends = 0
  const tool = defineTool<typeof Input, typeof Output, Context>({
    name,
    title: 'Interview',
    description: 'Asks two questions',
    scopes: [],
    annotations: hints,
    input: Input,
    output: Output,
    async run(_, __, call) {
      const { first } = await call.ask({ first: askForm('Your name?', Name) }, { isBinding })
      const { second } = await call.ask({ second: askForm('Your colour?', Colour) }, { isBinding })
      ends++
      if (first.action !== 'accept' || second.action !== 'accept') return { said: 'nothing' }
      return { said: `${first.content.name} likes ${second.content.colour}` }
    }
  })
  return { tool, ends: () => ends }
}

const endpoint = (t: Parameters<typeof testEndpoint>[0], tools: ReturnType<typeof interview>[], store?: CallStore) =>
  testEndpoint(t, { tools: tools.map(({ tool }) => tool), ...(store && { store }) })

t.test('MCP-53, MCP-54: one question after the other, the answers travelling in the state', async (t) => {
  const { app } = await endpoint(t, [interview()])
  const call = (more: object = {}) =>
    askModern(app, 'tools/call', { name: 'interview', arguments: {}, ...more }, canAsk)
  const first = (await call()).result
  t.equal(first?.resultType, 'input_required')
  t.match(first?.inputRequests, {
    first: {
      method: 'elicitation/create',
      params: { message: 'Your name?', requestedSchema: { type: 'object', required: ['name'] } }
    }
  })
  t.notOk(first && ('ttlMs' in first || 'cacheScope' in first), 'MCP-18: nothing to cache')
  const second = (
    await call({ inputResponses: { first: accept({ name: 'Anna' }) }, requestState: first?.requestState })
  ).result
  t.same(Object.keys(second?.inputRequests ?? {}), ['second'])
  t.not(second?.requestState, first?.requestState)
  const last = await call({ inputResponses: { second: accept({ colour: 'red' }) }, requestState: second?.requestState })
  t.match(last.result, { resultType: 'complete', structuredContent: { said: 'Anna likes red' } })
})

t.test('MCP-55: answers that are missing are asked for again, more than was asked is ignored', async (t) => {
  const { app } = await endpoint(t, [interview()])
  const call = (more: object) => askModern(app, 'tools/call', { name: 'interview', arguments: {}, ...more }, canAsk)
  t.match((await call({ inputResponses: { other: accept({}) } })).result, { inputRequests: { first: {} } })
  t.match((await call({ inputResponses: { first: accept({ name: 'A' }), other: 12 } })).result, {
    inputRequests: { second: {} }
  })
  const declined = await call({ inputResponses: { first: { action: 'decline' }, second: { action: 'cancel' } } })
  t.match(declined.result, { structuredContent: { said: 'nothing' } })
  for (const malformed of [12, null, accept({ name: '' }), accept({}), { action: 'perhaps' }, [], 'Anna'])
    t.match(
      await call({ inputResponses: { first: malformed } }),
      { error: { code: -32602 } },
      `refuses ${JSON.stringify(malformed)}`
    )
  t.match(await call({ inputResponses: null }), { error: { code: -32602 } })
  t.match(await call({ inputResponses: [] }), { error: { code: -32602 } })
})

t.test('MCP-54: a state is good for the very call of the very caller it was made for', async (t) => {
  const { app } = await endpoint(t, [interview(), interview('other')])
  const begin = await askModern(app, 'tools/call', { name: 'interview', arguments: { about: 'x' } }, canAsk)
  const requestState = begin.result?.requestState ?? ''
  const answers = { first: accept({ name: 'A' }) }
  const refused = [
    { why: 'another person', params: {}, authorization: 'Bearer bert:talk' },
    { why: 'another tool', params: { name: 'other' } },
    { why: 'other arguments', params: { arguments: { about: 'y' } } },
    { why: 'a changed one', params: { requestState: `${requestState}x` } },
    { why: 'a shortened one', params: { requestState: requestState.slice(0, -4) } },
    { why: 'no text', params: { requestState: 12 } }
  ]
  for (const { why, params, authorization = 'Bearer anna:talk' } of refused) {
    const { error } = await askModern(
      app,
      'tools/call',
      { name: 'interview', arguments: { about: 'x' }, inputResponses: answers, requestState, ...params },
      { ...canAsk, authorization }
    )
    t.match(error, { code: -32602, message: /state/i }, why)
  }
  t.match(
    await askModern(
      app,
      'tools/call',
      { name: 'interview', arguments: { about: 'x' }, inputResponses: answers, requestState },
      canAsk
    ),
    { result: { resultType: 'input_required' } },
    'and for that it is good'
  )
})

t.test('MCP-54: a state that is too old is refused', async (t) => {
  const store = createLocalCallStore()
  const sealer: CallStore['sealer'] = {
    seal: (purpose, value) => store.sealer.seal(purpose, value, 0.001),
    open: store.sealer.open
  }
  const { app } = await endpoint(t, [interview()], { ...store, sealer })
  const begin = await askModern(app, 'tools/call', { name: 'interview', arguments: {} }, canAsk)
  t.match(
    await askModern(
      app,
      'tools/call',
      { name: 'interview', arguments: {}, requestState: begin.result?.requestState },
      canAsk
    ),
    { error: { code: -32602 } }
  )
})

t.test('MCP-54: a binding answer counts once, and only for what was asked', async (t) => {
  const binding = interview('binding', true)
  const { app } = await endpoint(t, [binding])
  const call = (more: object = {}) => askModern(app, 'tools/call', { name: 'binding', arguments: {}, ...more }, canAsk)
  const unasked = { first: accept({ name: 'A' }), second: accept({ colour: 'b' }) }
  t.match((await call({ inputResponses: unasked })).result, { inputRequests: { first: {} } }, 'nobody was asked')
  const first = (await call()).result
  const second = await call({ inputResponses: { first: unasked.first }, requestState: first?.requestState })
  t.same(Object.keys(second.result?.inputRequests ?? {}), ['second'])
  const last = { inputResponses: { second: unasked.second }, requestState: second.result?.requestState }
  const both = await Promise.all([call(last), call(last)])
  t.equal(both.filter(({ result }) => result?.resultType === 'complete').length, 1)
  t.equal(both.filter(({ error }) => error?.code === -32602).length, 1)
  t.equal(binding.ends(), 1)
})

t.test('MCP-22: a client is asked only what it can answer', async (t) => {
  const { app } = await endpoint(t, [interview()])
  const ask = (client: object) => askModern(app, 'tools/call', { name: 'interview', arguments: {} }, { client })
  for (const client of [{}, { sampling: {} }, { elicitation: { url: {} } }])
    t.match(
      await ask(client),
      { statusCode: 400, error: { code: -32021, data: { requiredCapabilities: { elicitation: { form: {} } } } } },
      JSON.stringify(client)
    )
  for (const client of [{ elicitation: {} }, { elicitation: { form: {} } }, { elicitation: { form: {}, url: {} } }])
    t.match(await ask(client), { result: { resultType: 'input_required' } }, JSON.stringify(client))
})

t.test('MCP-02: what a tool needs of the client is checked before it runs', async (t) => {
  const needy = interview('needy')
  const { app } = await testEndpoint(t, { tools: [{ ...needy.tool, needs: { sampling: {} } }] })
  t.match(await askModern(app, 'tools/call', { name: 'needy', arguments: {} }, canAsk), {
    statusCode: 400,
    error: { code: -32021, data: { requiredCapabilities: { sampling: {} } } }
  })
  t.match(
    await askModern(app, 'tools/call', { name: 'needy', arguments: {} }, { client: { sampling: {}, elicitation: {} } }),
    { result: { resultType: 'input_required' } }
  )
})
