import t, { type Test } from 'tap'
import { decodeJwt, exportJWK } from 'jose'
import { DPOP_ALGORITHMS } from '../../src/dpop/proof.ts'
import { ISSUER, testApp } from '../support/app.ts'
import { clientWithCode, postToken } from '../support/client.ts'
import { athOf, connectBound, dpopKey, getNotes, NOTES, TOKEN_ENDPOINT, type DpopKey } from '../support/dpop.ts'
import { machine } from '../support/machine.ts'

const now = () => Math.floor(Date.now() / 1000)
const withPart = (jwt: string, index: number, part: object) =>
  jwt
    .split('.')
    .with(index, Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')

type Make = (changes?: Record<string, unknown>, signing?: Parameters<DpopKey['forToken']>[1]) => Promise<string>

/** Proofs that are wrong in one way each, wherever they are presented. */
async function wrongProofs(make: Make, { jwk, privateKey }: DpopKey): Promise<[string, string][]> {
  const other = await dpopKey()
  const good = await make()
  return [
    ['no JWT', 'nonsense'],
    ['an empty header', ''],
    ['something far too long', await make({ padding: 'x'.repeat(8192) })],
    ['two proofs in one header', `${good}, ${await make()}`],
    ['another type', await make({}, { header: { typ: 'JWT' } })],
    ['no type', await make({}, { header: { typ: undefined } })],
    ['no signature', withPart(good, 0, { typ: 'dpop+jwt', alg: 'none', jwk }).replace(/\.[^.]*$/, '.')],
    ['an algorithm that is not offered', await (await dpopKey('ES512')).sign(decodeJwt(good))],
    ['a shared secret', await make({}, { key: Buffer.alloc(32, 1), header: { alg: 'HS256' } })],
    [
      'a shared secret as its key',
      await make({}, { key: Buffer.alloc(32, 1), header: { alg: 'HS256', jwk: { kty: 'oct', k: 'AQ' } } })
    ],
    ['no key', await make({}, { header: { jwk: undefined } })],
    ['a key that is no object', await make({}, { header: { jwk: 'x' } })],
    ['a private key', await make({}, { header: { jwk: await exportJWK(privateKey) } })],
    ['a key with a private member of another kind', await make({}, { header: { jwk: { ...jwk, k: 'AQ' } } })],
    ['a key for another algorithm', await make({}, { header: { jwk: (await dpopKey('RS256')).jwk } })],
    ['another’s key', await make({}, { header: { jwk: other.jwk } })],
    ['another’s signature', await make({}, { key: other.privateKey })],
    ['a changed claim', withPart(good, 1, { htm: 'POST', htu: TOKEN_ENDPOINT, jti: 'x', iat: now() })],
    ['no method', await make({ htm: undefined })],
    ['another method', await make({ htm: 'PUT' })],
    ['the method in small letters', await make({ htm: 'post' })],
    ['no URL', await make({ htu: undefined })],
    ['a URL that is none', await make({ htu: 'oauth/token' })],
    ['a list of URLs', await make({ htu: [TOKEN_ENDPOINT, NOTES] })],
    ['another path', await make({ htu: `${ISSUER}/oauth/revoke` })],
    ['a longer path', await make({ htu: `${TOKEN_ENDPOINT}/` })],
    ['another host', await make({ htu: 'https://evil.example/oauth/token' })],
    ['another port', await make({ htu: 'https://notes.example:8443/oauth/token' })],
    ['plain http', await make({ htu: 'http://notes.example/oauth/token' })],
    ['no time', await make({ iat: undefined })],
    ['a time that is no number', await make({ iat: String(now()) })],
    ['a time long ago', await make({ iat: now() - 302 })],
    ['a time far ahead', await make({ iat: now() + 302 })],
    ['an expiry that is over', await make({ exp: now() - 1 })],
    ['no identifier', await make({ jti: undefined })],
    ['an empty identifier', await make({ jti: '' })],
    ['an identifier that is no text', await make({ jti: 5 })],
    ['an identifier of 257 characters', await make({ jti: 'x'.repeat(257) })]
  ]
}

async function atTokenEndpoint(t: Test) {
  const test = await testApp(t)
  const key = await dpopKey()
  const { exchange } = await clientWithCode(test)
  return { test, key, exchange }
}

t.test('AS-117: whatever is wrong with a proof, no token is issued, in the same words', async (t) => {
  const { test, key, exchange } = await atTokenEndpoint(t)
  for (const [name, dpop] of await wrongProofs(key.forToken, key)) {
    const reply = await postToken(test, exchange, { dpop })
    t.equal(reply.statusCode, 400, name)
    t.match(reply.json(), { error: 'invalid_dpop_proof' }, name)
    t.equal(reply.json().error_description, 'The DPoP proof is not valid', name)
    t.equal(reply.headers['cache-control'], 'no-store')
  }
  const twice = await test.app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      dpop: [await key.forToken(), await key.forToken()]
    },
    payload: new URLSearchParams(exchange).toString()
  })
  t.match(twice.json(), { error: 'invalid_dpop_proof' }, 'two headers')
  t.notMatch(test.logged(), /eyJ/, 'no proof in the log')

  const reply = await postToken(test, exchange, { dpop: await key.forToken() })
  t.match(reply.json(), { token_type: 'DPoP' }, 'and none of them cost the code')
})

t.test('AS-117: a good proof may be written in many ways', async (t) => {
  const test = await testApp(t)
  const { request: _, clientId, secret } = await machine(test)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }
  const key = await dpopKey()
  const good: [string, string][] = [
    ['a query and a fragment', await key.forToken({ htu: `${TOKEN_ENDPOINT}?x=y#z` })],
    ['capitals and a default port', await key.forToken({ htu: 'HTTPS://Notes.Example:443/oauth/token' })],
    ['needless escapes', await key.forToken({ htu: `${ISSUER}/o%61uth/%74oken` })],
    ['a time just long enough ago', await key.forToken({ iat: now() - 295 })],
    ['a time just ahead', await key.forToken({ iat: now() + 295 })],
    ['an identifier of 256 characters', await key.forToken({ jti: 'x'.repeat(256) })],
    ['an identifier of one', await key.forToken({ jti: 'x' })],
    ['the type as a whole', await key.forToken({}, { header: { typ: 'application/dpop+jwt' } })],
    ['a nonce nobody asked for', await key.forToken({ nonce: 'x' })],
    ['another’s identifier', await (await dpopKey()).forToken({ jti: 'x' })]
  ]
  for (const algorithm of DPOP_ALGORITHMS) good.push([algorithm, await (await dpopKey(algorithm)).forToken()])
  for (const [name, dpop] of good) {
    t.match((await postToken(test, form, { dpop })).json(), { token_type: 'DPoP' }, name)
  }
  for (const headers of [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
  ]) {
    const dpop = await key.forToken()
    t.match((await postToken(test, form, { dpop, ...headers })).json(), { token_type: 'DPoP' }, 'no header counts')
    const forged = await key.forToken({ htu: 'https://evil.example/oauth/token' })
    t.match((await postToken(test, form, { dpop: forged, ...headers })).json(), { error: 'invalid_dpop_proof' })
  }
})

t.test('AS-117: a proof is good once, however many present it, on two nodes', async (t) => {
  const first = await testApp(t)
  const second = await testApp(t, { store: first.app.tokenStore })
  const { clientId, secret } = await machine(first)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }
  const dpop = await (await dpopKey()).forToken()
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, i) => postToken(i % 2 === 0 ? first : second, form, { dpop }))
  )
  t.equal(replies.filter(({ statusCode }) => statusCode === 200).length, 1)
  const refused = replies.filter((reply) => reply.statusCode === 400 && reply.json().error === 'invalid_dpop_proof')
  t.equal(refused.length, 9)
})

t.test('RS-13: whatever is wrong with a proof, the request is refused with a DPoP challenge', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { access_token: token } = tokens
  const make: Make = (changes, signing) => key.forNotes(token, changes, signing)
  const wrong: [string, string | string[] | undefined][] = [
    ...(await wrongProofs(make, key)),
    ['none', undefined],
    ['two headers', [await make(), await make()]],
    ['two headers, one of them empty', [await make(), '']],
    ['another token’s digest', await make({ ath: athOf('another') })],
    ['no digest of the token', await make({ ath: undefined })],
    ['the token itself as its digest', await make({ ath: token })],
    ['the token endpoint', await make({ htm: 'POST', htu: TOKEN_ENDPOINT })]
  ]
  for (const [name, proof] of wrong) {
    const reply = await getNotes(test, token, proof)
    t.equal(reply.statusCode, 401, name)
    t.equal(reply.json().error, 'invalid_dpop_proof', name)
    t.match(reply.headers['www-authenticate'], /^DPoP error="invalid_dpop_proof", .*algs="ES256 [A-Z0-9a-z ]+"$/, name)
    t.equal(reply.headers['cache-control'], 'no-store')
  }
  t.equal((await getNotes(test, token, await make())).statusCode, 200)
})

t.test('RS-13: a proof is good for one request, on whichever node', async (t) => {
  const first = await testApp(t)
  const second = await testApp(t, { store: first.app.tokenStore })
  const key = await dpopKey()
  const { tokens } = await connectBound(first, key)
  const proof = await key.forNotes(tokens.access_token)
  t.equal((await getNotes(first, tokens.access_token, proof)).statusCode, 200)
  for (const node of [first, second]) {
    const reply = await getNotes(node, tokens.access_token, proof)
    t.match(reply, { statusCode: 401, headers: { 'www-authenticate': /^DPoP error="invalid_dpop_proof"/ } })
  }
  const next = await key.forNotes(tokens.access_token)
  t.equal((await getNotes(second, tokens.access_token, next)).statusCode, 200)
})
