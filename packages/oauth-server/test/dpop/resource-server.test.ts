import { extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js'
import t from 'tap'
import { ISSUER, RESOURCE, testApp } from '../support/app.ts'
import { connect } from '../support/client.ts'
import { connectBound, dpopKey, getNotes, NOTES } from '../support/dpop.ts'

const METADATA = `${ISSUER}/.well-known/oauth-protected-resource/mcp`

t.test('RS-13: a bound token is no bearer token, nor the other way round', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: bound } = tokens
  t.same((await getNotes(test, bound, await key.forNotes(bound))).json(), { subject: 'anna' })
  const asBearer = await getNotes(test, bound, await key.forNotes(bound), { scheme: 'Bearer' })
  t.equal(asBearer.statusCode, 401)
  t.match(asBearer.headers['www-authenticate'], /^Bearer realm="Notes", error="invalid_token".*, DPoP algs="[^"]+"$/)

  const { access_token: free } = (await connect(test)).tokens
  const asBound = await getNotes(test, free, await key.forNotes(free))
  t.equal(asBound.statusCode, 401)
  t.match(asBound.headers['www-authenticate'], /, DPoP error="invalid_token", error_description="[^"]+", algs="[^"]+"$/)
  t.equal((await getNotes(test, free, 'nonsense', { scheme: 'Bearer' })).statusCode, 200, 'whose proof nobody reads')
})

t.test('RS-13: another key than the token’s does not open it', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connectBound(test, await dpopKey())
  const reply = await getNotes(test, tokens.access_token, await (await dpopKey()).forNotes(tokens.access_token))
  t.equal(reply.statusCode, 401)
  t.equal(reply.json().error, 'invalid_token')
})

t.test('RS-02, RS-13: the Bearer challenge comes first, and the MCP SDK reads it', async (t) => {
  const test = await testApp(t)
  const { access_token: token } = (await connect(test)).tokens
  const key = await dpopKey()
  for (const [reply, error] of [
    [await test.app.inject('/notes'), undefined],
    [await getNotes(test, 'nonsense', undefined, { scheme: 'Bearer' }), 'invalid_token'],
    [await getNotes(test, 'nonsense', undefined), 'invalid_token'],
    [await getNotes(test, token, await key.forNotes(token)), 'invalid_token']
  ] as const) {
    const challenge = String(reply.headers['www-authenticate'])
    t.match(challenge, /^Bearer realm="Notes", .*, DPoP .*algs="[^"]+"$/)
    t.notMatch(challenge, /DPoP.*(scope|resource_metadata)=/)
    const headers = { 'www-authenticate': challenge }
    const params = extractWWWAuthenticateParams(new Response(null, { status: 401, headers }))
    t.equal(params.resourceMetadataUrl?.href, METADATA)
    t.equal(params.scope, 'notes:read')
    t.equal(params.error, error)
  }
})

t.test('RS-04, RS-13: a missing scope of a bound token is challenged like any other', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  const reply = await test.app.inject({
    method: 'DELETE',
    url: '/notes',
    headers: { authorization: `DPoP ${token}`, dpop: await key.forNotes(token, { htm: 'DELETE' }) }
  })
  t.equal(reply.statusCode, 403)
  t.match(reply.headers['www-authenticate'], /^Bearer realm="Notes", error="insufficient_scope"/)
})

t.test('RS-05, RS-13: the scheme may be written in any case, the header in one way', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  t.equal((await getNotes(test, token, await key.forNotes(token), { scheme: 'dpop' })).statusCode, 200)
  for (const scheme of ['DPoP ', `DPoP ${token}`]) {
    t.equal((await getNotes(test, token, await key.forNotes(token), { scheme })).statusCode, 400)
  }
})

t.test('RS-13: behind a proxy the URL is the resource’s, whatever the headers say', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  const headers = { host: 'internal:3000', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  t.equal((await getNotes(test, token, await key.forNotes(token), { headers })).statusCode, 200)
  for (const htu of ['http://internal:3000/notes', 'http://evil.example/notes', 'https://evil.example/notes']) {
    const reply = await getNotes(test, token, await key.forNotes(token, { htu }), { headers })
    t.match(reply, { statusCode: 401, headers: { 'www-authenticate': /invalid_dpop_proof/ } }, htu)
  }
  const withQuery = await getNotes(test, token, await key.forNotes(token), { url: '/notes?since=yesterday' })
  t.equal(withQuery.statusCode, 200, 'a query is not part of it')
  const elsewhere = await getNotes(test, token, await key.forNotes(token, { htu: `${NOTES}/1` }))
  t.equal(elsewhere.statusCode, 401)
})

t.test('RS-13: the server is at home at its issuer’s origin and at its resources’', async (t) => {
  const test = await testApp(t, { resources: ['https://api.example/mcp', RESOURCE] })
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  for (const htu of ['https://api.example/notes', NOTES]) {
    t.equal((await getNotes(test, token, await key.forNotes(token, { htu }))).statusCode, 200, htu)
  }
})

t.test('RS-13: a host may ask twice about one request', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  const request = {
    method: 'GET',
    originalUrl: '/notes',
    headers: { authorization: `DPoP ${token}`, dpop: await key.forNotes(token) },
    query: {},
    raw: { rawHeaders: [] }
  }
  t.match(await test.app.oauth.authenticate(request as never), { keyThumbprint: key.thumbprint })
  t.match(await test.app.oauth.authenticate(request as never), { subject: 'anna' })
  await t.rejects(test.app.oauth.authenticate({ ...request } as never), /DPoP proof is not valid/, 'another one')
})

t.test('RS-13: where every token has to be bound, others are refused, static ones too', async (t) => {
  const staticTokens = {
    deprecatedSince: new Date('2026-01-01'),
    sunset: new Date('2099-01-01'),
    documentationUrl: `${ISSUER}/docs`
  }
  const before = await testApp(t, { staticTokens })
  const { access_token: free } = (await connect(before)).tokens
  const { rawToken } = await before.app.oauth.staticTokens.create('anna', { name: 'Old script' })
  const key = await dpopKey()
  const { tokens } = await connectBound(before, key)
  const strict = await testApp(t, { staticTokens, dpop: { required: true }, store: before.app.tokenStore })
  for (const token of [free, rawToken]) {
    t.equal((await getNotes(before, token, undefined, { scheme: 'Bearer' })).statusCode, 200)
    t.equal((await getNotes(strict, token, undefined, { scheme: 'Bearer' })).statusCode, 401)
  }
  t.equal((await getNotes(strict, tokens.access_token, await key.forNotes(tokens.access_token))).statusCode, 200)
  const off = await testApp(t, { dpop: false, store: before.app.tokenStore })
  const asBearer = await getNotes(off, tokens.access_token, undefined, { scheme: 'Bearer' })
  t.equal(asBearer.statusCode, 401, 'without DPoP a bound token does not become a bearer token')
})

t.test('RS-13: userinfo takes a bound token', async (t) => {
  const userinfo = { scope: 'notes:read', claims: async () => ({ name: 'Anna' }) }
  const test = await testApp(t, { userinfo })
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  const proof = await key.forNotes(token, { htu: `${ISSUER}/oauth/userinfo` })
  t.same((await getNotes(test, token, proof, { url: '/oauth/userinfo' })).json(), { name: 'Anna', sub: 'anna' })
})
