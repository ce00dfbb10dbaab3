import { randomBytes } from 'node:crypto'
import type { TokenStore } from '@trek/oauth-server'
import type { Test } from 'tap'
import { digest, newClient, rotation, type StoreUnderTest } from './store-contract.ts'

/** Thumbprints, as RFC 7638 makes them. */
const newKey = () => randomBytes(32).toString('base64url')

/** A code that was asked for with or without a key, ready to be redeemed. */
async function approvedWith(store: TokenStore, keyThumbprint?: string) {
  const client = await store.clients.create(newClient())
  const id = randomBytes(16).toString('hex')
  const request = {
    clientId: client.id,
    redirectUri: 'https://client.example/cb',
    isRedirectUriExplicit: true,
    scopes: ['read'],
    resource: 'https://api.example',
    codeChallenge: 'x'.repeat(43),
    client: { name: client.name, kind: client.kind, isConfidential: false },
    ...(keyThumbprint !== undefined && { keyThumbprint })
  }
  await store.interactions.create({ id, browserDigest: digest(), joinDigest: digest(), request, ttlSeconds: 600 })
  const codeDigest = digest()
  await store.interactions.approve(id, { subject: 'anna', scopes: ['read'], codeDigest, codeTtlSeconds: 60 })
  return { client, codeDigest }
}

/** A grant whose first tokens are bound as given. */
async function grantedWith(store: TokenStore, keys: { access?: string; refresh?: string }) {
  const { client, codeDigest } = await approvedWith(store)
  const accessToken = boundTo(keys.access)
  const refreshToken = boundTo(keys.refresh)
  await store.authorizationCodes.redeem(codeDigest, { accessToken, refreshToken })
  return { client, accessToken, refreshToken }
}

function boundTo(keyThumbprint: string | undefined) {
  return { digest: digest(), ttlSeconds: 3600, ...(keyThumbprint !== undefined && { keyThumbprint }) }
}

/** What every implementation of `TokenStore` has to do about keys that tokens are bound to (RFC 9449). */
export function testKeyBinding(t: Test, setUp: (t: Test) => Promise<StoreUnderTest>): void {
  t.test('AS-117: a code keeps the key it was asked for with', async (t) => {
    const { store, otherNode } = await setUp(t)
    const key = newKey()
    const bound = await approvedWith(store, key)
    t.match(await otherNode.authorizationCodes.find(bound.codeDigest), { keyThumbprint: key })
    const free = await approvedWith(store)
    t.notOk('keyThumbprint' in ((await store.authorizationCodes.find(free.codeDigest)) ?? {}))
  })

  t.test('AS-117: an access token has its own key, the refresh tokens of a grant share one', async (t) => {
    const { store, otherNode } = await setUp(t)
    const key = newKey()
    const bound = await grantedWith(store, { access: key, refresh: key })
    t.match(await otherNode.accessTokens.find(bound.accessToken.digest), { keyThumbprint: key })
    t.match(await otherNode.refreshTokens.find(bound.refreshToken.digest), { keyThumbprint: key })

    const confidential = await grantedWith(store, { access: key })
    t.match(await store.accessTokens.find(confidential.accessToken.digest), { keyThumbprint: key })
    t.notOk('keyThumbprint' in ((await store.refreshTokens.find(confidential.refreshToken.digest)) ?? {}))

    const free = await grantedWith(store, {})
    t.notOk('keyThumbprint' in ((await store.accessTokens.find(free.accessToken.digest)) ?? {}))
  })

  t.test('AS-117: a rotation keeps the grant’s key, and gives it one when it had none', async (t) => {
    const { store } = await setUp(t)
    const [first, second] = [newKey(), newKey()]
    const { client, refreshToken } = await grantedWith(store, { access: first, refresh: first })
    const plain = rotation(client.id, refreshToken.digest)
    await store.refreshTokens.rotate(plain)
    t.match(await store.refreshTokens.find(plain.successor.digest), { keyThumbprint: first })
    t.notOk('keyThumbprint' in ((await store.accessTokens.find(plain.accessToken.digest)) ?? {}), 'of this one nothing')

    const other = await grantedWith(store, {})
    const request = rotation(other.client.id, other.refreshToken.digest)
    const binding = {
      ...request,
      accessToken: { ...request.accessToken, keyThumbprint: second },
      successor: { ...request.successor, keyThumbprint: second }
    }
    await store.refreshTokens.rotate(binding)
    t.match(await store.accessTokens.find(binding.accessToken.digest), { keyThumbprint: second })
    t.match(await store.refreshTokens.find(binding.successor.digest), { keyThumbprint: second })
    t.match(await store.refreshTokens.find(other.refreshToken.digest), { keyThumbprint: second }, 'the one before too')
  })

  t.test('AS-117: of a machine client’s tokens each has a key of its own or none', async (t) => {
    const { store } = await setUp(t)
    const client = await store.clients.create(
      newClient({
        kind: 'manual',
        owner: 'anna',
        redirectUris: [],
        grantTypes: ['client_credentials'],
        scopes: ['read']
      }),
      digest()
    )
    const issue = {
      clientId: client.id,
      scopes: ['read'],
      grantScopes: ['read'],
      resource: 'https://api.example',
      liveLimit: 100
    }
    const keys = [newKey(), undefined, newKey()]
    const tokens = keys.map((key) => boundTo(key))
    for (const accessToken of tokens) await store.accessTokens.issueToMachine({ ...issue, accessToken })
    const found = await Promise.all(tokens.map((token) => store.accessTokens.find(token.digest)))
    t.same(
      found.map((token) => token?.keyThumbprint),
      keys
    )
    t.equal(new Set(found.map((token) => token?.grantId)).size, 1, 'all under one grant')
  })

  t.test('AS-117: a client is kept as one whose tokens are bound', async (t) => {
    const { store } = await setUp(t)
    const bound = await store.clients.create(newClient({ isDpopBound: true }))
    t.match(await store.clients.find(bound.id), { isDpopBound: true })
    const described = { ...newClient(), kind: 'document' as const }
    await store.clients.putDocument({ ...described, isDpopBound: true })
    t.match(await store.clients.find(described.id), { isDpopBound: true })
    await store.clients.putDocument(described)
    t.notOk('isDpopBound' in ((await store.clients.find(described.id)) ?? {}), 'as its document says now')
    const free = await store.clients.create(newClient())
    t.notOk('isDpopBound' in ((await store.clients.find(free.id)) ?? {}))
  })
}
