import { randomBytes } from 'node:crypto'
import { createTestDatabase } from '@trek/test-postgres'
import { sql as statement } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import t, { type Test } from 'tap'
import { createTokenStore } from '../../src/index.ts'
import { untilOneWaits } from '../until-one-waits.ts'

const digest = () => randomBytes(32)
const SCOPES = ['read', 'write']

/** A machine client of Anna's that has no grant yet, and how it asks for a token on a node. */
async function machineClient(t: Test) {
  const { db, sql, url } = await createTestDatabase(t)
  const otherConnection = postgres(url, { max: 10 })
  t.teardown(() => otherConnection.end({ timeout: 1 }))
  const store = createTokenStore(db)
  const [id, oldSecret] = [`client_${randomBytes(8).toString('hex')}`, digest()]
  await store.clients.create(
    {
      id,
      kind: 'manual',
      name: 'Nightly job',
      redirectUris: [],
      authenticationMethod: 'client_secret_basic',
      grantTypes: ['client_credentials'],
      applicationType: 'web',
      scopes: SCOPES,
      owner: 'anna',
      description: {}
    },
    oldSecret
  )
  const issue = (node = store, secretDigest = oldSecret) => {
    const accessToken = { digest: digest(), ttlSeconds: 3600 }
    const issued = node.accessTokens.issueToMachine({
      clientId: id,
      scopes: ['read'],
      grantScopes: SCOPES,
      resource: 'https://api.example',
      accessToken,
      secretDigest,
      liveLimit: 100
    })
    return { issued, isLive: async () => (await store.accessTokens.find(accessToken.digest)) !== undefined }
  }
  return {
    db,
    store,
    otherNode: createTokenStore(drizzle(otherConnection)),
    id,
    issue,
    untilOneWaits: () => untilOneWaits(sql)
  }
}

t.test('AS-86: a token asked for with the old secret while it is replaced is not issued', async (t) => {
  const { db, store, otherNode, id, issue, untilOneWaits } = await machineClient(t)
  const newSecret = digest()
  const late = await db.transaction(async (tx) => {
    await createTokenStore(tx).clients.rotateSecret(id, newSecret, 0)
    const asked = issue(otherNode)
    await untilOneWaits()
    return asked
  })
  t.equal(await late.issued, undefined)
  t.equal(await late.isLive(), false)
  const renewed = issue(store, newSecret)
  t.match(await renewed.issued, { clientId: id })
  t.equal(await renewed.isLive(), true, 'the new secret opens at once')
})

t.test('AS-86: a token issued just before the secret is replaced ends with it', async (t) => {
  const { db, otherNode, id, issue, untilOneWaits } = await machineClient(t)
  const { early, rotated } = await db.transaction(async (tx) => {
    const asked = issue(createTokenStore(tx))
    await asked.issued
    const rotating = otherNode.clients.rotateSecret(id, digest(), 0)
    await untilOneWaits()
    return { early: asked, rotated: rotating }
  })
  t.equal(await rotated, true)
  t.equal(await early.isLive(), false)
})

t.test('AS-86: with an overlap who asks with the old secret is served all the same', async (t) => {
  const { db, otherNode, id, issue, untilOneWaits } = await machineClient(t)
  const late = await db.transaction(async (tx) => {
    await createTokenStore(tx).clients.rotateSecret(id, digest(), 3600)
    const asked = issue(otherNode)
    await untilOneWaits()
    return asked
  })
  t.match(await late.issued, { clientId: id })
  t.equal(await late.isLive(), true)
})

t.test('AS-90: a token asked for while the client loses scopes does not have them', async (t) => {
  const { db, otherNode, id, issue, untilOneWaits } = await machineClient(t)
  const late = await db.transaction(async (tx) => {
    const node = createTokenStore(tx)
    await node.clients.update(id, { scopes: ['read'] })
    await node.grants.revokeAll({ clientId: id }, 'client_changed')
    const asked = issue(otherNode)
    await untilOneWaits()
    return asked
  })
  t.equal(await late.issued, undefined)
  t.equal(await late.isLive(), false)
})

t.test('a client that has its grant waits for nobody', async (t) => {
  const { db, otherNode, issue } = await machineClient(t)
  await issue().issued
  await db.transaction(async (tx) => {
    await tx.execute(statement`select id from oauth_clients for no key update`)
    await tx.execute(statement`select digest from oauth_client_secrets for no key update`)
    const asked = issue(otherNode)
    t.ok(await asked.issued, 'while both rows are locked')
  })
})
