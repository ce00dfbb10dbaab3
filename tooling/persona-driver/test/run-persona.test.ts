import t from 'tap'
import { loadPersonas, type Persona, PersonaError, runPersona } from '../src/index.ts'
import { smallServer, type SmallServerOptions } from './support/small-server.ts'

const personas = await loadPersonas()

function persona(name: string): Persona {
  const found = personas.get(name)
  if (!found) throw new Error(`there is no persona ${name}`)
  return found
}

for (const [name, one] of personas) {
  t.test(`${name} gets from the first call to the revocation, with a server that takes documents`, async (t) => {
    const report = await runPersona(one, smallServer())
    t.equal(report.registration, one.registration)
    t.equal(report.scope, 'things:read things:write')
    t.match(report.steps, ['call without a token', 'discovery'])
    t.ok(report.steps.includes('call after the revocation'))
  })

  t.test(`${name} registers dynamically with a server that takes no documents`, async (t) => {
    const report = await runPersona(one, smallServer({ takesDocuments: false }))
    t.equal(report.registration, one.registration === 'machine' ? 'machine' : 'dynamic')
  })
}

/** What servers have been found to do, and where somebody trips over it. */
const faults: {
  name: string
  persona?: string
  spoil: NonNullable<SmallServerOptions['spoil']>
  step: string
  message: RegExp
}[] = [
  {
    name: 'a challenge on 200',
    spoil: (path, answer) => path === '/mcp' && (answer.status = 200),
    step: 'call without a token',
    message: /200 instead of 401/
  },
  {
    name: 'a 401 without a challenge',
    spoil: (path, { headers }) => path === '/mcp' && delete headers['www-authenticate'],
    step: 'call without a token',
    message: /without WWW-Authenticate/
  },
  {
    name: 'a challenge that pages cannot read',
    persona: 'inspector',
    spoil: (path, { headers }) => path === '/mcp' && delete headers['access-control-expose-headers'],
    step: 'call without a token',
    message: /does not expose/
  },
  {
    name: 'a preflight that needs a token',
    persona: 'inspector',
    spoil: (path, answer) => path === 'OPTIONS /mcp' && (answer.status = 401),
    step: 'call without a token',
    message: /preflight .* 401/
  },
  {
    name: 'a redirect of the metadata',
    spoil: (path, answer) => {
      if (path === '/.well-known/oauth-protected-resource/mcp') Object.assign(answer, moved)
    },
    step: 'discovery',
    message: /redirects to/
  },
  {
    name: 'a web page in place of the metadata',
    spoil: (path, { headers }) => path.startsWith('/.well-known') && (headers['content-type'] = 'text/html'),
    step: 'discovery',
    message: /text\/html instead of JSON/
  },
  {
    name: 'metadata about the origin instead of the resource',
    spoil: (path, { body }) => path.includes('protected-resource') && Object.assign(body, { resource: origin }),
    step: 'discovery',
    message: /is about/
  },
  {
    name: 'metadata at the root that differs',
    persona: 'chatgpt',
    spoil: (path, answer) => {
      if (path === '/.well-known/oauth-protected-resource')
        answer.body = { ...(answer.body as object), scopes_supported: ['x'] }
    },
    step: 'discovery',
    message: /differs/
  },
  {
    name: 'another issuer',
    spoil: (path, { body }) => path.includes('authorization-server') && Object.assign(body, { issuer: `${origin}/` }),
    step: 'discovery',
    message: /has the issuer/
  },
  {
    name: 'a relative endpoint',
    spoil: (path, { body }) =>
      path.includes('authorization-server') && Object.assign(body, { token_endpoint: '/token' }),
    step: 'discovery',
    message: /token_endpoint is no absolute URL/
  },
  {
    name: 'an endpoint behind plain http',
    spoil: (path, { body }) =>
      path.includes('authorization-server') && Object.assign(body, { token_endpoint: 'http://things.example/token' }),
    step: 'discovery',
    message: /is not https/
  },
  {
    name: 'metadata that is silent about PKCE',
    spoil: (path, { body }) =>
      path.includes('authorization-server') && Object.assign(body, { code_challenge_methods_supported: undefined }),
    step: 'discovery',
    message: /code_challenge_methods_supported does not list S256/
  },
  {
    name: 'an OpenID configuration that OpenID parsers refuse',
    persona: 'chatgpt',
    spoil: (path, { body }) =>
      path.includes('openid-configuration') && Object.assign(body, { subject_types_supported: undefined }),
    step: 'discovery',
    message: /no subject_types_supported/
  },
  {
    name: 'null in the answer to a registration',
    spoil: (path, { body }) => path === '/register' && Object.assign(body, { client_uri: null }),
    step: 'registration',
    message: /client_uri is null/
  },
  {
    name: 'a redirect URI that is left out',
    persona: 'cursor',
    spoil: (path, { body }) =>
      path === '/register' && Object.assign(body, { redirect_uris: ['http://localhost:8787/callback'] }),
    step: 'registration',
    message: /cursor:.* was not registered/
  },
  {
    name: 'a refusal of the fortieth registration',
    persona: 'claude-hosted',
    spoil: (() => {
      let registrations = 0
      return (path, answer) => path === '/register' && ++registrations === 40 && (answer.status = 429)
    })(),
    step: 'registration, 40 times more',
    message: /429/
  },
  {
    name: 'a consent page that keeps the browser from leaving',
    spoil: (path, { headers }) => path === '/authorize' && (headers['content-security-policy'] = "form-action 'self'"),
    step: 'authorization to',
    message: /form-action/
  },
  {
    name: 'a sign-in that does not hold',
    spoil: (path, { headers }) => path === '/login/now' && delete headers['set-cookie'],
    step: 'authorization to',
    message: /no consent form/
  },
  {
    name: 'a form that is posted on to the client',
    spoil: (path, answer) => path === '/consent' && (answer.status = 307),
    step: 'authorization to',
    message: /posted on/
  },
  {
    name: 'a state that was decoded once too often',
    persona: 'vscode',
    spoil: (path, { headers }) =>
      path === '/consent' && (headers.location = headers.location?.replaceAll('%2B', '+') ?? ''),
    step: 'authorization to',
    message: /another state/
  },
  {
    name: 'an answer of another issuer',
    spoil: (path, { headers }) =>
      path === '/consent' &&
      (headers.location = headers.location?.replace(/iss=[^&]*/, 'iss=https://other.example') ?? ''),
    step: 'authorization to',
    message: /from https:\/\/other.example/
  },
  {
    name: 'tokens that may be stored',
    spoil: (path, { headers }) => path === '/token' && delete headers['cache-control'],
    step: 'code exchange',
    message: /may be stored/
  },
  {
    name: 'a lifetime that is text',
    spoil: (path, { body }) => path === '/token' && Object.assign(body, { expires_in: '3600' }),
    step: 'code exchange',
    message: /expires_in is 3600/
  },
  {
    name: 'less than was approved',
    spoil: (path, { body }) => path === '/token' && Object.assign(body, { scope: 'things:read' }),
    step: 'code exchange',
    message: /things:read was granted where/
  },
  {
    name: 'no refresh token',
    spoil: (path, { body }) => path === '/token' && Object.assign(body, { refresh_token: undefined }),
    step: 'code exchange',
    message: /no refresh token/
  },
  {
    name: 'a refusal of all refreshes at once but one',
    persona: 'claude-code',
    spoil: (() => {
      let refreshes = 0
      return (path, answer, form) => {
        if (path !== '/token' || form.get('grant_type') !== 'refresh_token' || ++refreshes === 1) return
        Object.assign(answer, { status: 400, body: { error: 'invalid_grant' } })
      }
    })(),
    step: 'refresh 1, 5 at once',
    message: /400.*invalid_grant/
  },
  {
    name: 'a revocation that fails',
    spoil: (path, answer) => path === '/revoke' && (answer.status = 503),
    step: 'revocation',
    message: /503/
  }
]

const origin = 'https://things.example'
const moved = { status: 301, headers: { location: 'https://www.things.example/' }, body: '' }

for (const { name, persona: who = 'sdk-v1', spoil, step, message } of faults) {
  t.test(`${who} trips over ${name}`, async (t) => {
    const error = await runPersona(persona(who), smallServer({ takesDocuments: false, spoil })).catch((e: unknown) => e)
    if (!(error instanceof PersonaError)) throw new Error(`it did not: ${String(error)}`)
    t.equal(error.persona, who)
    t.ok(error.step.startsWith(step), error.step)
    t.match(error.message, message)
    t.ok(error.message.startsWith(`${who}: ${error.step}: `))
  })
}

t.test('windsurf trips over an access token that outlives its revocation', async (t) => {
  const { expireAccessTokens: _without, ...target } = smallServer()
  const journey = runPersona(persona('windsurf'), { ...target, probe: async () => 200 })
  t.match(await journey.catch((error: unknown) => error), { step: 'call after the revocation' })
})

t.test('windsurf trips over a refresh that ends the access token before it', async (t) => {
  let newest: unknown
  const target = smallServer({
    spoil: (path, { body }) => {
      if (path === '/token') newest = (body as { access_token?: string }).access_token
    }
  })
  const journey = runPersona(persona('windsurf'), { ...target, probe: async (token) => (token === newest ? 200 : 401) })
  t.match(await journey.catch((error: unknown) => error), {
    step: 'call with the access token from before the refresh'
  })
})
