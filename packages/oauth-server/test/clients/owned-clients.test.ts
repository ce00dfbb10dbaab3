import { exportJWK, generateKeyPair } from 'jose'
import t from 'tap'
import type { OwnedClientRequest } from '../../src/index.ts'
import { testApp } from '../support/app.ts'
import { authorizationQuery, connect, decide, openConsent, pkce, postToken, REDIRECT_URI } from '../support/client.ts'

const good: OwnedClientRequest = { name: 'Mine', scopes: ['notes:read'], redirectUris: ['https://mine.example/cb'] }

t.test('AS-88: the kinds of client, and the secret told once', async (t) => {
  const { app, sql } = await testApp(t)
  const { clients } = app.oauth
  const web = await clients.create('anna', good)
  t.match(web.client, {
    id: /^ntcl_[0-9A-Za-z]{22}$/,
    kind: 'manual',
    name: 'Mine',
    owner: 'anna',
    authenticationMethod: 'client_secret_basic',
    grantTypes: ['authorization_code', 'refresh_token'],
    applicationType: 'web'
  })
  t.match(web.secret, /^ntcs_[0-9A-Za-z]{49}$/)
  const stored = await sql`select encode(digest, 'hex') as digest from oauth_client_secrets`
  t.notMatch(JSON.stringify(stored), web.secret)

  const native = await clients.create('anna', { ...good, redirectUris: ['http://localhost'], isPublic: true })
  t.match(native, { client: { authenticationMethod: 'none', applicationType: 'native' } })
  t.notOk('secret' in native)
  const machine = await clients.create('anna', { name: 'Job', scopes: ['notes:read'], isMachine: true })
  t.match(machine, { client: { grantTypes: ['client_credentials'], redirectUris: [] }, secret: /^ntcs_/ })
  const { publicKey } = await generateKeyPair('ES256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)) }] }
  const signing = await clients.create('anna', { name: 'Signs', scopes: ['notes:read'], isMachine: true, keys })
  t.match(signing, { client: { authenticationMethod: 'private_key_jwt', keys } })
  t.notOk('secret' in signing)
  const keysUrl = 'https://keys.example/jwks.json'
  const elsewhere = await clients.create('anna', { name: 'Its own', scopes: ['notes:read'], isMachine: true, keysUrl })
  t.match(elsewhere, { client: { authenticationMethod: 'private_key_jwt', keysUrl } })
  t.notOk('secret' in elsewhere)
  t.same(
    (await clients.list('anna')).map(({ name }) => name),
    ['Its own', 'Signs', 'Job', 'Mine', 'Mine'],
    'the newest first'
  )
  t.same(await clients.list('berta'), [])
})

t.test('AS-88: what is wrong is named by its field', async (t) => {
  const { app } = await testApp(t)
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { publicKey } = await generateKeyPair('ES256')
  const keys = { keys: [{ ...(await exportJWK(publicKey)) }] }
  const refused: [Partial<OwnedClientRequest>, string][] = [
    [{ name: '' }, 'name'],
    [{ name: ' \u200b ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['notes:read', 'nonsense'] }, 'scopes'],
    [{ redirectUris: [] }, 'redirect_uris'],
    [{ redirectUris: Array.from({ length: 11 }, (_, i) => `https://mine.example/${i}`) }, 'redirect_uris'],
    [{ redirectUris: ['https://mine.example/', 'http://mine.example/'] }, 'redirect_uris/1'],
    [{ redirectUris: ['javascript://localhost/%0aalert(1)'] }, 'redirect_uris/0'],
    [{ isMachine: true }, 'redirect_uris'],
    [{ isMachine: true, isPublic: true, redirectUris: [] }, 'public'],
    [{ keys: { keys: [] } }, 'jwks'],
    [{ isMachine: true, redirectUris: [], keys: { keys: [] } }, 'jwks'],
    [{ isMachine: true, redirectUris: [], keys: { keys: [{ kty: 'oct', k: 'x' }] } }, 'jwks'],
    [{ isMachine: true, redirectUris: [], keys: { keys: [{ ...(await exportJWK(privateKey)) }] } }, 'jwks'],
    [{ keysUrl: 'https://keys.example/' }, 'jwks_uri'],
    [{ isMachine: true, redirectUris: [], keysUrl: 'http://keys.example/' }, 'jwks_uri'],
    [{ isMachine: true, redirectUris: [], keysUrl: 'https://10.0.0.1/' }, 'jwks_uri'],
    [{ isMachine: true, redirectUris: [], keysUrl: 'https://keys.example/', keys }, 'jwks_uri']
  ]
  for (const [changes, field] of refused) {
    await t.rejects(
      app.oauth.clients.create('anna', { ...good, ...changes }),
      { field, statusCode: 422 } as unknown as Error,
      field
    )
  }
  t.same(await app.oauth.clients.list('anna'), [])
})

t.test('AS-88, AS-100: ten clients a person; those that registered themselves do not count', async (t) => {
  const { app } = await testApp(t)
  for (let i = 0; i < 15; i++) {
    const payload = { redirect_uris: ['https://client.example/cb'], client_name: `${i}` }
    t.equal((await app.inject({ method: 'POST', url: '/oauth/register', payload })).statusCode, 201)
  }
  for (let i = 0; i < 10; i++) await app.oauth.clients.create('anna', good)
  await t.rejects(app.oauth.clients.create('anna', good), {
    code: 'OAUTH_CLIENT_LIMIT',
    statusCode: 409
  } as unknown as Error)
  await app.oauth.clients.create('berta', good)
})

t.test('AS-90: a client is its owner’s to change, rotate and delete', async (t) => {
  const { app } = await testApp(t)
  const { clients } = app.oauth
  const { client, secret } = await clients.create('anna', good)
  t.equal(await clients.update('berta', client.id, { name: 'Hers' }), undefined)
  t.equal(await clients.rotateSecret('berta', client.id), undefined)
  t.equal(await clients.delete('berta', client.id), false)
  t.match(await clients.update('anna', client.id, { name: 'New', redirectUris: ['https://b.example/'] }), {
    name: 'New',
    redirectUris: ['https://b.example/'],
    scopes: ['notes:read']
  })
  await t.rejects(clients.update('anna', client.id, { redirectUris: ['http://b.example/'] }), {
    field: 'redirect_uris/0'
  } as unknown as Error)
  const rotated = await clients.rotateSecret('anna', client.id)
  t.match(rotated, /^ntcs_/)
  t.not(rotated, secret)
  await t.rejects(clients.rotateSecret('anna', client.id, { overlapSeconds: 1e9 }), {
    field: 'overlap_seconds'
  } as unknown as Error)
  const { client: native } = await clients.create('anna', { ...good, isPublic: true })
  await t.rejects(clients.rotateSecret('anna', native.id), { field: 'id' } as unknown as Error)
  t.equal(await clients.delete('anna', client.id), true)
  t.equal(await clients.delete('anna', client.id), false)
})

t.test('AS-36: scopes that were taken back while the person was asked are not redeemed', async (t) => {
  const test = await testApp(t)
  const { clients } = test.app.oauth
  const scopes = ['notes:read', 'notes:write']
  const { client } = await clients.create('anna', { ...good, scopes, redirectUris: [REDIRECT_URI], isPublic: true })
  const { verifier, challenge } = pkce()
  const [browser, wide] = [test.browser(), authorizationQuery(client.id, challenge)]
  const { form } = await openConsent(browser, wide)
  await clients.update('anna', client.id, { scopes: ['notes:read'] })
  const approved = await decide(browser, form)
  const exchange = {
    grant_type: 'authorization_code',
    client_id: client.id,
    code: new URL(String(approved.headers.location)).searchParams.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: REDIRECT_URI
  }
  t.match(await postToken(test, exchange), { statusCode: 400, payload: '"invalid_grant"' })
  const { tokens } = await connect(test, {}, { clientId: client.id })
  t.equal(tokens.scope, 'notes:read', 'asked again it gets what is left')
})
