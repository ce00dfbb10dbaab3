import { answered, type AskOwnAddress, type OwnAnswer } from './own-address.ts'
import { type Finding, ok, problem } from './point.ts'

/** Where clients look, and what has to be there; `resource` and `issuer` have to be what we say ourselves, letter by letter. */
const DOCUMENTS = [
  { path: '/.well-known/oauth-protected-resource/mcp', member: 'resource', suffix: '/mcp' },
  { path: '/.well-known/oauth-protected-resource', member: 'resource', suffix: '/mcp' },
  { path: '/.well-known/oauth-authorization-server', member: 'issuer', suffix: '' },
  { path: '/.well-known/oauth-authorization-server/mcp', member: 'issuer', suffix: '' },
  { path: '/.well-known/openid-configuration', member: 'issuer', suffix: '' }
]

const PASS_ON = 'Have the proxy pass /.well-known on to TREK unchanged, without a login, cache or page of its own.'

/** As these call themselves: what a bot protection may take offence at. */
const PROGRAMS = ['Claude-User', 'openai-mcp/1.0.0', 'python-httpx/0.28.1', 'node']

/** A page of somebody else's: the MCP Inspector, for one. */
const ELSEWHERE = 'https://inspector.example'

/** Whether the documents by which clients find the OAuth server are all there, and say the same. */
export async function checkDiscovery(ask: AskOwnAddress, appUrl: string): Promise<Finding> {
  const answers = await Promise.all(DOCUMENTS.map(async ({ path }) => answered(ask(path))))
  for (const [index, { path, member, suffix }] of DOCUMENTS.entries()) {
    const answer = answers[index]
    if (!answer) return problem(`Nothing answers at ${path}.`, PASS_ON)
    if (answer.status !== 200 || !answer.json) return problem(`${path} is no JSON document: ${shape(answer)}.`, PASS_ON)
    const value = answer.json[member]
    if (value !== appUrl + suffix)
      return problem(
        `${path} is about ${JSON.stringify(value)?.slice(0, 200) ?? 'nothing'}, not ${appUrl + suffix}.`,
        'Clients refuse what does not match. If people type this address, set APP_URL to it; or another server, or a cache with an old answer, is in the way.'
      )
    const astray = Object.entries(answer.json).find(
      ([name, url]) => name.endsWith('_endpoint') && !String(url).startsWith(`${appUrl}/`)
    )
    if (astray)
      return problem(
        `${path} leads astray: ${astray[0]} is not on ${appUrl}.`,
        'Something rewrites it. Switch that off.'
      )
  }
  return ok(`${DOCUMENTS.length} documents are where clients look, and agree.`)
}

/** Whether the MCP endpoint says that it is switched off. */
export async function areAssistantsOff(ask: AskOwnAddress): Promise<boolean> {
  const answer = await answered(ask('/mcp', initialize()))
  return answer?.status === 403 && /assistants are switched off/i.test(answer.text)
}

/** Whether a client without a token is told where to get one. */
export async function checkChallenge(ask: AskOwnAddress, appUrl: string): Promise<Finding> {
  const answer = await answered(ask('/mcp', initialize()))
  if (!answer) return problem('/mcp does not answer.', 'Have the proxy pass /mcp on, POST requests too.')
  if (answer.status === 421)
    return problem(
      'The Host header that arrives is not the host in APP_URL, so /mcp refuses every request.',
      'Have the proxy pass the header on (nginx: proxy_set_header Host $host;).'
    )
  if (answer.status !== 401)
    return problem(`/mcp should ask for a token, but: ${shape(answer)}.`, 'Have the proxy pass /mcp on unchanged.')
  const challenge = answer.headers.get('www-authenticate')
  if (challenge === null)
    return problem(
      'The WWW-Authenticate header of /mcp gets lost: clients do not find out where to sign in.',
      'Have the proxy keep it, and answers with status 401 as they are.'
    )
  const [, metadata] = /resource_metadata="([^"]*)"/.exec(challenge) ?? []
  if (metadata !== `${appUrl}/.well-known/oauth-protected-resource/mcp`)
    return problem(
      `The WWW-Authenticate header of /mcp has been changed: it leads to ${metadata ?? 'nowhere'}.`,
      'Have the proxy keep it as it is.'
    )
  return ok('/mcp tells clients where to sign in.')
}

/** Whether pages of other origins can connect: assistants that run in a browser. */
export async function checkCrossOrigin(ask: AskOwnAddress): Promise<Finding> {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: ELSEWHERE,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,mcp-protocol-version'
    }
  }
  const [asked, document, refused] = await Promise.all([
    answered(ask('/mcp', preflight)),
    answered(ask('/.well-known/oauth-protected-resource/mcp', { headers: { origin: ELSEWHERE } })),
    answered(ask('/mcp', initialize({ origin: ELSEWHERE })))
  ])
  const isAllowed =
    asked !== undefined &&
    asked.status < 300 &&
    /authorization/i.test(asked.headers.get('access-control-allow-headers') ?? '')
  const isOpen = [asked, document, refused].every((answer) => {
    const origin = answer?.headers.get('access-control-allow-origin')
    return origin === '*' || origin === ELSEWHERE
  })
  const isReadable = /www-authenticate/i.test(refused?.headers.get('access-control-expose-headers') ?? '')
  if (isAllowed && isOpen && isReadable) return ok('Assistants in a browser can connect.')
  return problem(
    `Assistants that run in a browser cannot connect: ${!isAllowed ? 'the preflight of /mcp fails' : 'CORS headers get lost or doubled'}.`,
    'Have the proxy pass OPTIONS requests and the Access-Control headers on, and add none of its own.'
  )
}

/** Whether programs are let through, whatever they call themselves. */
export async function checkPrograms(ask: AskOwnAddress): Promise<Finding> {
  const answers = await Promise.all(
    PROGRAMS.map(async (name) => ({
      name,
      answer: await answered(ask('/.well-known/oauth-protected-resource/mcp', { headers: { 'user-agent': name } }))
    }))
  )
  const refused = answers.filter(({ answer }) => answer?.status !== 200).map(({ name }) => name)
  if (refused.length === 0) return ok('Programs are let through.')
  return problem(
    `Something before TREK turns programs away: ${refused.join(', ')}.`,
    'Take the bot protection of the proxy or CDN off /.well-known, /oauth and /mcp.'
  )
}

function initialize(headers: Record<string, string> = {}) {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  }
}

function shape({ status, headers }: OwnAnswer): string {
  const location = headers.get('location')
  const kind = headers.get('content-type')?.split(';')[0] ?? 'no content type'
  return `it answers ${status} (${location === null ? kind : `to ${location.slice(0, 200)}`})`
}
