import t from 'tap'
import { checkMessage, REVISIONS, type Revision } from '../src/index.ts'

const handshakes: Revision[] = ['2025-03-26', '2025-06-18', '2025-11-25']
const tool = { name: 'echo', inputSchema: { type: 'object' } }

const answer = (result: object) => ({ jsonrpc: '2.0', id: 1, result })

t.test('what every revision sends', async (t) => {
  for (const revision of handshakes) {
    t.same(checkMessage(revision, answer({ tools: [tool] }), 'tools/list'), [], revision)
    t.same(checkMessage(revision, answer({ content: [{ type: 'text', text: 'hi' }] }), 'tools/call'), [], revision)
    t.same(checkMessage(revision, answer({}), 'ping'), [], revision)
  }
  const complete = { resultType: 'complete', ttlMs: 0, cacheScope: 'private' }
  t.same(checkMessage('2026-07-28', answer({ tools: [tool], ...complete }), 'tools/list'), [])
  for (const revision of REVISIONS) {
    const listChanged = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' }
    t.same(checkMessage(revision, listChanged), [], revision)
    const error = { jsonrpc: '2.0', id: 'a', error: { code: -32602, message: 'Unknown tool' } }
    t.same(checkMessage(revision, error), [], revision)
  }
})

t.test('what no revision allows', async (t) => {
  const wrong = [
    { name: 'a tool without a schema', message: answer({ tools: [{ name: 'echo' }] }), method: 'tools/list' },
    { name: 'content of no known type', message: answer({ content: [{ type: 'smell' }] }), method: 'tools/call' },
    { name: 'a resource without its URI', message: answer({ contents: [{ text: 'x' }] }), method: 'resources/read' },
    { name: 'an error without a message', message: { jsonrpc: '2.0', id: 1, error: { code: -32602 } } },
    { name: 'an error with a code in words', message: { jsonrpc: '2.0', id: 1, error: { code: 'no', message: 'x' } } },
    { name: 'an answer without an identifier', message: { jsonrpc: '2.0', result: {} } },
    { name: 'an answer to nobody', message: { jsonrpc: '2.0', id: null, error: { code: 1, message: 'x' } } },
    { name: 'an unknown version of JSON-RPC', message: { jsonrpc: '1.0', id: 1, result: {} } },
    { name: 'progress without a number', message: { jsonrpc: '2.0', method: 'notifications/progress', params: {} } },
    { name: 'no message at all', message: { error_description: 'no' } },
    { name: 'nothing', message: null }
  ]
  for (const { name, message, method } of wrong) {
    for (const revision of REVISIONS) t.not(checkMessage(revision, message, method).length, 0, `${name}, ${revision}`)
  }
})

t.test('only the newest revision says what kind of result it is, and how long it keeps', async (t) => {
  const list = { tools: [tool], resultType: 'complete', ttlMs: 0, cacheScope: 'private' }
  for (const missing of ['resultType', 'ttlMs', 'cacheScope']) {
    const { [missing]: _, ...result } = list as Record<string, unknown>
    t.match(checkMessage('2026-07-28', answer(result), 'tools/list').join(), `'${missing}'`)
  }
  t.match(checkMessage('2026-07-28', answer({ ...list, cacheScope: 'shared' }), 'tools/list').join(), '/cacheScope')
})

t.test('what is needed before a result is checked as that, whatever was asked', async (t) => {
  const asks = (inputRequests: object) => answer({ resultType: 'input_required', inputRequests })
  const question = {
    method: 'elicitation/create',
    params: { message: 'Sure?', requestedSchema: { type: 'object', properties: { ok: { type: 'boolean' } } } }
  }
  t.same(checkMessage('2026-07-28', asks({ confirm: question }), 'tools/call'), [])
  t.not(checkMessage('2026-07-28', asks({ confirm: { method: 'tools/list' } }), 'tools/call').length, 0)
})

t.test('an error is checked as the one that its code stands for', async (t) => {
  const missing = (data: object) => ({ jsonrpc: '2.0', id: 1, error: { code: -32021, message: 'no', data } })
  t.same(checkMessage('2026-07-28', missing({ requiredCapabilities: { sampling: {} } })), [])
  t.match(checkMessage('2026-07-28', missing({ requiredCapabilities: ['sampling'] })).join(), /requiredCapabilities/)
})

t.test('batches exist in one revision only', async (t) => {
  const batch = [
    { jsonrpc: '2.0', id: 1, result: { resultType: 'complete' } },
    { jsonrpc: '2.0', id: 2, result: { resultType: 'complete' } }
  ]
  t.same(checkMessage('2025-03-26', batch), [])
  for (const revision of REVISIONS.slice(1))
    t.same(checkMessage(revision, batch), [`${revision} has no batches`], revision)
  t.match(checkMessage('2025-03-26', [...batch, { jsonrpc: '2.0' }]), [/^\[2\] /], 'and each message counts')
})

t.test('a form may have numbers with fractions, whatever two of the schemas say', async (t) => {
  const form = (score: object) => ({
    jsonrpc: '2.0',
    id: 1,
    method: 'elicitation/create',
    params: { message: 'How good?', requestedSchema: { type: 'object', properties: { score } } }
  })
  for (const revision of ['2025-06-18', '2025-11-25', '2026-07-28'] as const) {
    t.same(checkMessage(revision, form({ type: 'number', minimum: 0.5 })), [], revision)
    t.not(checkMessage(revision, form({ type: 'number', minimum: 'half' })).length, 0, revision)
  }
})

t.test('a long list of problems is cut', async (t) => {
  const tools = Array.from({ length: 10 }, () => ({ name: 'echo' }))
  const problems = checkMessage('2025-11-25', answer({ tools }), 'tools/list')
  t.equal(problems.length, 7)
  t.match(problems.at(-1), 'and 4 more')
})
