/**
 * What is compared with what, and how good is good enough.
 *
 * The first subject of a topic is the floor, or bound: the least that its request can cost. Fastify, and the statements
 * that it takes.
 *
 * @typedef {object} Subject
 * @property {string} name
 * @property {string} title What it is, for a reader.
 * @property {string} module Below `subjects/`; exports `start`.
 * @property {string} [package] The npm package whose version is reported.
 *
 * @typedef {object} Goal
 * @property {string} of A subject's name.
 * @property {string} to The subject it is divided by.
 * @property {'rate' | 'p99' | 'present'} [metric] Default: requests a second. `p99` is a time, `present` memory.
 * @property {number} [atLeast] One of the two.
 * @property {number} [atMost]
 *
 * @typedef {object} Topic
 * @property {string} name
 * @property {string} title
 * @property {Subject[]} subjects The floor first.
 * @property {Goal[]} goals
 * @property {string} [whyMissed] What a missed target is down to; the page shows it only then.
 * @property {number} [connections] From the load to each subject, unless the command line says otherwise. Default 16.
 * @property {import('./subjects/worker.mjs').McpRequest} [request] What MCP clients send.
 * @property {number} [idleClients] Measures the memory that so many clients take which only introduce themselves.
 */

const trek = { name: 'trek', title: '`@trek/oauth-server` on `@trek/token-store`' }
const oidcProvider = { name: 'oidc-provider', title: '`oidc-provider`', package: 'oidc-provider' }
const betterAuth = {
  name: 'better-auth',
  title: '`better-auth` with `@better-auth/oauth-provider`',
  package: 'better-auth'
}

const mcp = {
  bound: {
    name: 'bound',
    title: 'bound: JSON-RPC by hand on Fastify, one look-up of the token and one SELECT',
    module: 'mcp/bound.mjs'
  },
  memory: {
    name: 'list-from-memory',
    title: 'bound: the same bytes from memory, behind one look-up of the token',
    module: 'mcp/list-from-memory.mjs'
  },
  trek: {
    name: 'trek',
    title: '`@trek/mcp-tools` behind `@trek/oauth-server` on `@trek/token-store`',
    module: 'mcp/trek.mjs'
  },
  lowLevel: {
    name: 'sdk-v2-low-level',
    title: '`Server` of `@modelcontextprotocol/server` on Fastify',
    module: 'mcp/sdk-v2-low-level.mjs',
    package: '@modelcontextprotocol/server'
  },
  mcpServer: {
    name: 'sdk-v2-mcp-server',
    title: '`McpServer` of `@modelcontextprotocol/server` on Fastify',
    module: 'mcp/sdk-v2-mcp-server.mjs',
    package: '@modelcontextprotocol/server'
  },
  sdkV1: {
    name: 'sdk-v1-express',
    title: '`McpServer` of `@modelcontextprotocol/sdk` on Express',
    module: 'mcp/sdk-v1-express.mjs',
    package: '@modelcontextprotocol/sdk'
  }
}

const QUICK_DISK =
  'The target was set on a machine whose disk held the floor to some 3,000 writes a second; with a quick disk nearly all that is measured is processor time.'

/** With many at once, waiting for each other is most of the time an answer takes: there nobody may wait much longer. */
const MANY_CONNECTIONS = 64
const CROWDED = { of: 'trek', to: 'bound', metric: 'p99', atMost: 1.5 }

/**
 * `tools/call` of `list_trips`, for somebody with five trips, on a server with 150 tools.
 *
 * @param {string} name
 * @param {'2026-07-28' | '2025-11-25'} wire
 * @param {number} connections
 * @returns {Topic}
 */
function toolsCall(name, wire, connections) {
  return {
    name,
    title: `A tool is called, revision ${wire}, ${connections} connections`,
    request: { method: 'tools/call', wire },
    connections,
    subjects: [mcp.bound, mcp.trek, mcp.lowLevel, mcp.mcpServer, ...(wire === '2025-11-25' ? [mcp.sdkV1] : [])],
    goals: [
      { of: 'trek', to: 'bound', atLeast: 0.8 },
      { of: 'trek', to: 'sdk-v2-low-level', atLeast: 1.6 },
      { of: 'trek', to: 'sdk-v2-mcp-server', atLeast: 2.7 },
      ...(connections >= MANY_CONNECTIONS ? [CROWDED] : [])
    ],
    whyMissed: `TREK takes two statements, as the bound does, and more processor time: about a third of the difference is the query
builder's execution and mapping of rows, a tenth the condition that the person still has an account, the rest checks of
arguments and result, the rate limit, the audit event, promises and garbage. The SDK's servers are given the bound's guard
and its SELECT, without a query builder, and the low-level one checks neither arguments nor result.`
  }
}

/** @type {Topic[]} */
export const topics = [
  {
    name: 'client-credentials',
    title: 'A machine client asks for a token',
    subjects: [
      { name: 'floor-insert', title: 'floor: Fastify and one INSERT', module: 'floor-insert.mjs' },
      { ...trek, module: 'trek/client-credentials.mjs' },
      { ...oidcProvider, module: 'oidc-provider/client-credentials.mjs' },
      { ...betterAuth, module: 'better-auth/client-credentials.mjs' }
    ],
    goals: [
      { of: 'trek', to: 'floor-insert', atLeast: 0.7 },
      { of: 'trek', to: 'oidc-provider', atLeast: 1.4 }
    ],
    whyMissed: `The floor writes 32 bytes and asks nothing. TREK's one statement also makes sure that client, scopes and secret are still
what they were, finds the client's grant, and keeps the token where it can be found by grant and by expiry; PostgreSQL spends
about half of a request on it, Node the other half on HTTP, hashing, the driver and Drizzle. \`oidc-provider\` has its
client in its configuration and reads none. ${QUICK_DISK}`
  },
  {
    name: 'refresh',
    title: 'A refresh token is rotated',
    subjects: [
      { name: 'floor-update', title: 'floor: Fastify and one UPDATE', module: 'floor-update.mjs' },
      { ...trek, module: 'trek/refresh.mjs' },
      { ...oidcProvider, module: 'oidc-provider/refresh.mjs' },
      { ...betterAuth, module: 'better-auth/refresh.mjs' }
    ],
    goals: [
      { of: 'trek', to: 'floor-update', atLeast: 0.55 },
      { of: 'trek', to: 'oidc-provider', atLeast: 3.9 }
    ],
    whyMissed: `A rotation writes four rows where the floor writes one: the old token, the grant, the successor and the access token. A
look-up before it says which scopes the grant has, so that the answer can be sealed for a client that asks twice.
${QUICK_DISK} Nobody waits for the disk then, with two transactions or with the five of \`oidc-provider\`.`
  },
  toolsCall('tools-call', '2026-07-28', 16),
  toolsCall('tools-call-64', '2026-07-28', MANY_CONNECTIONS),
  toolsCall('tools-call-2025', '2025-11-25', 16),
  toolsCall('tools-call-2025-64', '2025-11-25', MANY_CONNECTIONS),
  {
    name: 'tools-list',
    title: 'A client lists 150 tools, revision 2026-07-28',
    request: { method: 'tools/list', wire: '2026-07-28' },
    subjects: [
      mcp.memory,
      mcp.trek,
      mcp.lowLevel,
      mcp.mcpServer,
      { ...mcp.sdkV1, title: `${mcp.sdkV1.title}, revision 2025-11-25` }
    ],
    goals: [{ of: 'trek', to: 'list-from-memory', atLeast: 0.8 }]
  },
  {
    name: 'idle-clients',
    title: 'Clients of revision 2025-11-25 do nothing',
    request: { method: 'tools/call', wire: '2025-11-25' },
    idleClients: 500,
    subjects: [mcp.bound, mcp.trek],
    goals: [{ of: 'trek', to: 'bound', metric: 'present', atMost: 1.5 }]
  }
]
