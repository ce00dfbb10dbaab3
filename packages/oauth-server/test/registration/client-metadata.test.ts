import t from 'tap'
import { resolveClientMetadata, type ClientMetadata } from '../../src/registration/client-metadata.ts'

const web: ClientMetadata = { redirect_uris: ['https://a.example/cb'], client_name: 'A' }
const native: ClientMetadata = { redirect_uris: ['http://127.0.0.1/cb'], client_name: 'A' }
/** What Cursor sends: three redirect URIs of three kinds. */
const mixed: ClientMetadata = {
  client_name: 'Cursor',
  redirect_uris: [
    'http://localhost:8787/callback',
    'https://www.cursor.com/agents/mcp/oauth/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback'
  ]
}

/** AS-92, a row a rule. */
const rules: { rule: string; given: ClientMetadata; gets: object }[] = [
  {
    rule: 'keeps every redirect URI of a mixed set',
    given: mixed,
    gets: { redirectUris: mixed.redirect_uris, authenticationMethod: 'none' }
  },
  {
    rule: 'leaves a bad redirect URI out when there are good ones',
    given: { ...web, redirect_uris: ['https://a.example/cb', 'http://b.example/cb'] },
    gets: { redirectUris: ['https://a.example/cb'] }
  },
  { rule: 'makes a native client public when it says nothing', given: native, gets: { authenticationMethod: 'none' } },
  {
    rule: 'makes a web client confidential when it says nothing',
    given: web,
    gets: { authenticationMethod: 'client_secret_basic' }
  },
  {
    rule: 'takes a method it supports',
    given: { ...native, token_endpoint_auth_method: 'client_secret_post' },
    gets: { authenticationMethod: 'client_secret_post' }
  },
  {
    rule: 'replaces an unsupported method of a public client',
    given: { ...native, token_endpoint_auth_method: 'tls_client_auth' },
    gets: { authenticationMethod: 'none' }
  },
  {
    rule: 'grants both grant types by default',
    given: web,
    gets: { grantTypes: ['authorization_code', 'refresh_token'] }
  },
  {
    rule: 'drops unsupported grant types',
    given: { ...web, grant_types: ['authorization_code', 'password'] },
    gets: { grantTypes: ['authorization_code'] }
  },
  { rule: 'infers native', given: native, gets: { applicationType: 'native' } },
  { rule: 'infers web', given: web, gets: { applicationType: 'web' } },
  {
    rule: 'takes a given application type',
    given: { ...mixed, application_type: 'native' },
    gets: { applicationType: 'native' }
  },
  {
    rule: 'ignores an unknown application type',
    given: { ...web, application_type: 'browser' },
    gets: { applicationType: 'web' }
  },
  {
    rule: 'cleans the name',
    given: { ...web, client_name: ' Evil\u202e\u0000\n  name ' },
    gets: { name: 'Evil name' }
  },
  { rule: 'shortens the name', given: { ...web, client_name: 'x'.repeat(300) }, gets: { name: 'x'.repeat(100) } },
  {
    rule: 'names a nameless client after its redirect host',
    given: { redirect_uris: ['https://a.example/cb'] },
    gets: { name: 'a.example' }
  },
  {
    rule: 'keeps links to the redirect host',
    given: { ...web, client_uri: 'https://a.example/about' },
    gets: { description: { clientUri: 'https://a.example/about' } }
  },
  {
    rule: 'ignores links elsewhere, to http and empty ones',
    given: { ...web, client_uri: 'https://b.example/', logo_uri: 'http://a.example/l.png', tos_uri: '' },
    gets: { description: {} }
  },
  {
    rule: 'treats null as absent',
    given: { ...web, client_uri: null, scope: null, grant_types: null },
    gets: { grantTypes: ['authorization_code', 'refresh_token'] }
  },
  { rule: 'keeps the scope as a hint', given: { ...web, scope: 'a b a' }, gets: { scopes: ['a', 'b'] } }
]

for (const { rule, given, gets } of rules) {
  t.test(`AS-92: ${rule}`, async (t) => t.has(resolveClientMetadata(given), gets))
}

const refusals: { what: string; given: ClientMetadata; error: object }[] = [
  {
    what: 'a dangerous redirect URI among good ones',
    given: { ...web, redirect_uris: ['https://a.example/cb', 'javascript://localhost/'] },
    error: { error: 'invalid_redirect_uri', message: /redirect_uris\[1\].*javascript/ }
  },
  {
    what: 'only bad redirect URIs',
    given: { ...web, redirect_uris: ['http://a.example/cb'] },
    error: { error: 'invalid_redirect_uri', message: /redirect_uris\[0\].*loopback/ }
  },
  {
    what: 'an unsupported method of a web client',
    given: { ...web, token_endpoint_auth_method: 'tls_client_auth' },
    error: { error: 'invalid_client_metadata' }
  },
  {
    what: 'no usable grant type',
    given: { ...web, grant_types: ['implicit'] },
    error: { error: 'invalid_client_metadata' }
  },
  {
    what: 'no usable response type',
    given: { ...web, response_types: ['token'] },
    error: { error: 'invalid_client_metadata' }
  },
  {
    what: 'keys with characters that are no text',
    given: { ...web, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'EC', kid: '\u0000' }] } },
    error: { error: 'invalid_client_metadata', message: /no text/ }
  },
  {
    what: 'jwks and jwks_uri at once',
    given: { ...web, jwks: { keys: [] }, jwks_uri: 'https://a.example/jwks' },
    error: { error: 'invalid_client_metadata' }
  }
]

for (const { what, given, error } of refusals) {
  t.test(`AS-94: refuses ${what}`, async (t) => {
    const thrown = t.throws(() => resolveClientMetadata(given))
    t.match(thrown, error)
  })
}
