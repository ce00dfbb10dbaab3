import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { type ReplyWatch, type WatchedTest, watchReplies } from '@trek/wire-schemas'
import { Type } from 'typebox'
import {
  definePrompt,
  defineResource,
  defineTool,
  mcpEndpoint,
  type McpEndpointOptions,
  type Principal
} from '../../src/endpoint/index.ts'

interface Context {
  who: string
}

const Text = Type.Object({ text: Type.String({ minLength: 1, maxLength: 20, description: 'What to say' }) })
const None = Type.Object({})
const Said = Type.Object({ said: Type.String() })
const hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

class Refusal extends Error {}

export const fixtures = {
  echo: defineTool<typeof Text, typeof Said, Context>({
    name: 'echo',
    title: 'Echo',
    description: 'Says it back',
    scopes: ['talk'],
    annotations: hints,
    input: Text,
    output: Said,
    run: async ({ text }, { who }) => ({ said: `${who}: ${text}` })
  }),
  shout: defineTool<typeof Text, typeof Said, Context>({
    name: 'shout',
    title: 'Shout',
    description: 'Says it loudly',
    scopes: ['shout'],
    annotations: { ...hints, readOnlyHint: false },
    input: Text,
    output: Said,
    run: async ({ text }) => ({ said: text.toUpperCase() })
  }),
  extra: defineTool<typeof None, typeof Said, Context>({
    name: 'extra',
    title: 'Extra',
    description: 'Belongs to an addon',
    scopes: [],
    addon: 'extras',
    annotations: hints,
    input: None,
    output: Said,
    run: async () => ({ said: 'extra' })
  }),
  refuse: defineTool<typeof None, typeof Said, Context>({
    name: 'refuse',
    title: 'Refuse',
    description: 'Always refuses',
    scopes: [],
    annotations: hints,
    input: None,
    output: Said,
    run: async () => {
      throw new Refusal('Not today')
    }
  }),
  crash: defineTool<typeof None, typeof Said, Context>({
    name: 'crash',
    title: 'Crash',
    description: 'Has a fault',
    scopes: [],
    annotations: hints,
    input: None,
    output: Said,
    run: async () => {
      throw new Error('secret detail of the database')
    }
  }),
  wrong: defineTool<typeof None, typeof Said, Context>({
    name: 'wrong',
    title: 'Wrong',
    description: 'Answers what its schema does not allow',
    scopes: [],
    annotations: hints,
    input: None,
    output: Said,
    run: async () => ({ said: 42 }) as never
  })
}

const Word = Type.Object({ word: Type.String({ pattern: '^[a-z]+$' }), loud: Type.Optional(Type.Literal('yes')) })
const resources = [
  defineResource<typeof None, Context>({
    uri: 'fix://all',
    name: 'all',
    title: 'All',
    description: 'Everything',
    scopes: ['talk'],
    parameters: None,
    read: async (_, { who }) => ({ who })
  }),
  defineResource<typeof Word, Context>({
    uri: 'fix://words/{word}{?loud}',
    name: 'word',
    title: 'Word',
    description: 'One word',
    scopes: ['talk'],
    parameters: Word,
    read: async ({ word, loud }) => (word === 'missing' ? undefined : { word, loud })
  })
]
const prompts = [
  definePrompt<typeof Text, Context>({
    name: 'greet',
    title: 'Greet',
    description: 'Greets',
    scopes: [],
    arguments: Text,
    run: async ({ text }) => `Hello ${text}`
  })
]

/** Tokens are `Bearer <subject>:<scope>,<scope>`. */
async function authenticate(request: FastifyRequest): Promise<Principal> {
  const match = /^Bearer ([a-z]+):([a-z,]*)$/.exec(request.headers.authorization ?? '')
  if (!match)
    throw Object.assign(new Error('Authentication is required'), {
      statusCode: 401,
      headers: { 'www-authenticate': 'Bearer realm="fix"' }
    })
  return {
    subject: match[1] ?? '',
    clientId: 'client',
    clientName: 'Client',
    scopes: (match[2] ?? '').split(',').filter(Boolean)
  }
}

function requireScopes({ scopes }: Principal, needed: readonly string[]): void {
  const missing = needed.filter((scope) => !scopes.includes(scope))
  if (missing.length === 0) return
  const headers = { 'www-authenticate': `Bearer error="insufficient_scope", scope="${missing.join(' ')}"` }
  throw Object.assign(new Error('More is needed'), { statusCode: 403, error: 'insufficient_scope', headers })
}

export interface EndpointTest extends WatchedTest {
  teardown(fn: () => Promise<void> | void): void
}

const watches = new WeakMap<FastifyInstance, ReplyWatch>()

/** The endpoint with the fixtures above. MCP-17: every reply of it is held to the schema of its revision. */
export async function testEndpoint(t: EndpointTest, overrides: Partial<McpEndpointOptions<Context>> = {}) {
  const lines: string[] = []
  const app = Fastify({ logger: { level: 'info', stream: { write: (line: string) => void lines.push(line) } } })
  await app.register(mcpEndpoint<Context, Principal>, {
    resource: 'http://127.0.0.1/mcp',
    serverInfo: { name: 'fixture', title: 'Fixture', version: '1.0.0' },
    instructions: 'Be brief.',
    tools: Object.values(fixtures),
    resources,
    prompts,
    authenticate,
    requireScopes,
    isAddonEnabled: async () => false,
    context: async ({ subject }) => ({ who: subject }),
    describeError: (error) => (error instanceof Refusal ? { code: 'refused', message: error.message } : undefined),
    ...overrides
  })
  t.teardown(() => app.close())
  const watch = watchReplies(t)
  watch.server(app.server)
  watches.set(app, watch)
  return { app, logged: () => lines.join('') }
}

/** The endpoint on a real port, for real clients. */
export async function listeningEndpoint(t: EndpointTest, overrides: Partial<McpEndpointOptions<Context>> = {}) {
  const { app } = await testEndpoint(t, overrides)
  return new URL(`${await app.listen({ host: '127.0.0.1', port: 0 })}/mcp`)
}

export async function post(app: FastifyInstance, body: unknown, headers: Record<string, string> = {}) {
  const request = {
    method: 'POST' as const,
    url: '/mcp',
    headers: {
      authorization: 'Bearer anna:talk',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers
    },
    payload: typeof body === 'string' ? body : JSON.stringify(body)
  }
  const reply = await app.inject(request)
  return watches.get(app)?.injected(request, reply) ?? reply
}

export const call = (name: string, given: object = {}, id: number | string = 7) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: given }
})

/** What a client of revision 2026-07-28 sends along with every request. */
export const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1.0.0' }
}
