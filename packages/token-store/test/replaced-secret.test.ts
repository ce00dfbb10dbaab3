import { createTestDatabase } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import t, { type Test } from 'tap'
import { createTokenStore } from '../src/index.ts'
import { approved, digest, rotation } from './store-contract.ts'
import { untilOneWaits } from './until-one-waits.ts'

const token = () => ({ digest: digest(), ttlSeconds: 3600 })

/** A client with a secret, and what it needs for each way of getting tokens. */
async function confidentialClient(t: Test) {
  const { db, sql, url } = await createTestDatabase(t)
  const otherConnection = postgres(url, { max: 10 })
  t.teardown(() => otherConnection.end({ timeout: 1 }))
  const store = createTokenStore(db)
  const otherNode = createTokenStore(drizzle(otherConnection))
  const secretDigest = digest()
  const { client, codeDigest } = await approved(store, 'anna', secretDigest)
  const { id } = client
  const refreshToken = token()
  const device = { digest: digest(), userCodeDigest: digest() }
  await store.deviceCodes.create({
    ...device,
    clientId: id,
    scopes: ['read'],
    resource: 'https://api.example',
    intervalSeconds: 5,
    ttlSeconds: 900
  })
  await store.deviceCodes.approve(device.userCodeDigest, { subject: 'anna', scopes: ['read'] })

  /** Each way asks with the secret that is good at first, unless it says otherwise. */
  const ways = {
    code: (node = otherNode, secret = secretDigest) =>
      node.authorizationCodes.redeem(codeDigest, {
        accessToken: token(),
        refreshToken,
        client: { id, secretDigest: secret }
      }),
    device: (node = otherNode, secret = secretDigest) =>
      node.deviceCodes.poll(device.digest, { clientId: id, secretDigest: secret, accessToken: token() })
  }
  return { db, sql, store, otherNode, id, secretDigest, refreshToken, ways, untilOneWaits: () => untilOneWaits(sql) }
}

for (const way of ['code', 'device'] as const) {
  t.test(
    `AS-86: a ${way} that comes with the old secret while it is replaced opens nothing, and stays good`,
    async (t) => {
      const { db, store, id, ways, untilOneWaits } = await confidentialClient(t)
      const newSecret = digest()
      const late = await db.transaction(async (tx) => {
        await createTokenStore(tx).clients.rotateSecret(id, newSecret, 0)
        const asked = ways[way]()
        await untilOneWaits()
        return { asked }
      })
      t.same(await late.asked, { outcome: 'client_gone' })
      t.same(await store.grants.list(), [])
      t.match(await ways[way](store, newSecret), { outcome: 'redeemed' }, 'for whoever has the new secret')
    }
  )

  t.test(`AS-86: what a ${way} opened just before the secret is replaced ends with it`, async (t) => {
    const { db, store, otherNode, id, ways, untilOneWaits } = await confidentialClient(t)
    const { early, rotated } = await db.transaction(async (tx) => {
      const redeemed = await ways[way](createTokenStore(tx))
      const rotating = otherNode.clients.rotateSecret(id, digest(), 0)
      await untilOneWaits()
      return { early: redeemed, rotated: rotating }
    })
    t.match(early, { outcome: 'redeemed' })
    t.equal(await rotated, true)
    t.same(await store.grants.list(), [])
  })
}

t.test('AS-86: with a secret that is no longer good nobody refreshes, and the token stays good', async (t) => {
  const { store, sql, id, secretDigest, refreshToken, ways } = await confidentialClient(t)
  await ways.code()
  const newSecret = digest()
  await store.clients.rotateSecret(id, newSecret, 3600)
  const refresh = rotation(id, refreshToken.digest)
  const renewal = { ...refresh, ttlSeconds: 3600 }
  t.match(await store.refreshTokens.renew({ ...renewal, secretDigest }), { clientId: id }, 'while both are good')

  await sql`update oauth_client_secrets set expires_at = clock_timestamp() where digest = ${secretDigest}`
  const late = { ...renewal, accessToken: token(), secretDigest }
  t.equal(await store.refreshTokens.renew(late), undefined)
  t.match(await store.refreshTokens.rotate(late), { outcome: 'client_gone' })
  t.equal(await store.accessTokens.find(late.accessToken.digest), undefined)

  const renewed = { ...renewal, accessToken: token(), secretDigest: newSecret }
  t.match(await store.refreshTokens.renew(renewed), { clientId: id })
  t.match(await store.refreshTokens.rotate({ ...refresh, accessToken: token(), secretDigest: newSecret }), {
    outcome: 'rotated'
  })
})
