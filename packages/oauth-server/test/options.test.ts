import t from 'tap'
import Fastify from 'fastify'
import { InvalidOptionError, oauthServer, type OAuthServerOptions } from '../src/index.ts'

const good: OAuthServerOptions = {
  issuer: 'https://notes.example',
  store: {} as never,
  scopes: { 'notes:read': 'Read notes' },
  identify: async () => null,
  loginPath: '/login'
}

const refused: { name: string; options: Partial<OAuthServerOptions>; says: RegExp }[] = [
  { name: 'a relative issuer', options: { issuer: 'notes.example' }, says: /"issuer" must be an absolute URL/ },
  { name: 'plain http on a public host', options: { issuer: 'http://notes.example' }, says: /"issuer" must be https/ },
  {
    name: 'an issuer with a trailing slash',
    options: { issuer: 'https://notes.example/' },
    says: /"issuer" must not end with a slash/
  },
  {
    name: 'an issuer with a query',
    options: { issuer: 'https://notes.example?x' },
    says: /"issuer" must not have a query/
  },
  {
    name: 'an issuer with a fragment',
    options: { issuer: 'https://notes.example#x' },
    says: /"issuer" must not have a query or fragment/
  },
  {
    name: 'an issuer with user information',
    options: { issuer: 'https://me@notes.example' },
    says: /"issuer" must not carry user information/
  },
  {
    name: 'an issuer in capitals',
    options: { issuer: 'https://Notes.example' },
    says: /"issuer" must be written as https:\/\/notes.example/
  },
  {
    name: 'a foreign login page',
    options: { loginPath: 'https://evil.example/' },
    says: /"loginPath" must be a local path/
  },
  {
    name: 'a login path that browsers read as a host',
    options: { loginPath: '//evil.example' },
    says: /"loginPath" must be a local path/
  },
  { name: 'a token prefix with a dash', options: { tokenPrefix: 'no-tes' }, says: /"tokenPrefix" must be/ },
  { name: 'a scope with a space', options: { scopes: { 'notes read': 'x' } }, says: /"notes read" is no scope name/ },
  {
    name: 'an implied scope nobody knows',
    options: { scopes: { a: { description: 'a', implies: ['b'] } } },
    says: /"a" implies "b"/
  },
  { name: 'a resource with a fragment', options: { resources: ['https://notes.example/mcp#x'] }, says: /"resources"/ },
  { name: 'no resource', options: { resources: [] }, says: /"resources" must name at least one/ },
  {
    name: 'a default scope nobody knows',
    options: { resources: [{ resource: 'https://notes.example/mcp', defaultScopes: ['x'] }] },
    says: /default scope "x"/
  },
  { name: 'a language there is not', options: { languages: ['tlh' as 'en'] }, says: /"languages".*en, de/ },
  {
    name: 'a word for registration nobody knows, which must not open it',
    options: { registration: 'closed' as 'off' },
    says: /"registration" must be open, off/
  },
  {
    name: 'a rotation policy nobody knows',
    options: { refreshTokenRotation: 'never' as 'always' },
    says: /"refreshTokenRotation"/
  },
  {
    name: 'a lifetime of zero',
    options: { lifetimes: { accessTokenSeconds: 0 } },
    says: /"lifetimes.accessTokenSeconds"/
  },
  {
    name: 'a grant that ends before its first access token',
    options: { lifetimes: { grantSeconds: 3599 } },
    says: /"lifetimes.grantSeconds" must not be less than lifetimes.accessTokenSeconds/
  },
  { name: 'a base path with a trailing slash', options: { basePath: '/oauth/' }, says: /"basePath"/ },
  { name: 'a colour that is none', options: { branding: { accentColor: 'red;}' } }, says: /"branding.accentColor"/ }
]

for (const { name, options, says } of refused) {
  t.test(`AS-01: registration fails on ${name}`, async (t) => {
    const app = Fastify()
    t.teardown(() => app.close())
    await t.rejects(Promise.resolve(app.register(oauthServer, { ...good, ...options })), {
      name: 'TypeError',
      message: says
    })
  })
}

t.test('loopback http is fine for development', async (t) => {
  for (const issuer of ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000']) {
    const app = Fastify()
    t.teardown(() => app.close())
    await t.resolves(Promise.resolve(app.register(oauthServer, { ...good, issuer })), issuer)
  }
})

const named: { name: string; options: object; option: string; says: RegExp }[] = [
  { name: 'an option there is not', options: { scope: {} }, option: 'scope', says: /"scope" is unknown/ },
  { name: 'a misspelt option', options: { loginpath: '/login' }, option: 'loginpath', says: /"loginpath" is unknown/ },
  {
    name: 'an option that is not there, whatever its value',
    options: { dpopp: undefined },
    option: 'dpopp',
    says: /"dpopp" is unknown/
  },
  {
    name: 'a prefix, which would move nothing',
    options: { prefix: '/auth' },
    option: 'prefix',
    says: /come from "issuer" and "basePath"/
  },
  {
    name: 'a misspelt lifetime',
    options: { lifetimes: { accesTokenSeconds: 60 } },
    option: 'lifetimes.accesTokenSeconds',
    says: /"lifetimes.accesTokenSeconds" is unknown/
  },
  {
    name: 'a misspelt rate limit',
    options: { rateLimits: { refreshes: { requests: 1, perSeconds: 1 } } },
    option: 'rateLimits.refreshes',
    says: /is unknown/
  },
  {
    name: 'a misspelt member of a scope',
    options: { scopes: { 'notes:read': { description: 'Read notes', implys: [] } } },
    option: 'scopes["notes:read"].implys',
    says: /is unknown/
  },
  {
    name: 'a misspelt member of a resource',
    options: { resources: [{ resource: 'https://notes.example/mcp', scopes: [] }] },
    option: 'resources["https://notes.example/mcp"].scopes',
    says: /is unknown/
  },
  {
    name: 'a function that is none',
    options: { isActiveSubject: true },
    option: 'isActiveSubject',
    says: /must be a function/
  },
  {
    name: 'a secret that is too short',
    options: { dpop: { requireNonce: true, nonceSecret: 'short' } },
    option: 'dpop.nonceSecret',
    says: /at least 32 characters/
  },
  {
    name: 'a limit of nothing',
    options: { rateLimits: { refresh: { requests: 0, perSeconds: 60 } } },
    option: 'rateLimits.refresh',
    says: /positive numbers/
  }
]

for (const { name, options, option, says } of named) {
  t.test(`a host learns from the error at boot which option is wrong: ${name}`, async (t) => {
    const app = Fastify()
    t.teardown(() => app.close())
    const error: unknown = await Promise.resolve(app.register(oauthServer, { ...good, ...options })).catch(
      (reason: unknown) => reason
    )
    t.ok(error instanceof InvalidOptionError)
    t.match(error, { code: 'OAUTH_OPTION_INVALID', option, message: says })
  })
}

t.test('an option may be given as undefined', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  const options = { ...good, dpop: undefined, lifetimes: undefined } as unknown as OAuthServerOptions
  await t.resolves(Promise.resolve(app.register(oauthServer, options)))
})
