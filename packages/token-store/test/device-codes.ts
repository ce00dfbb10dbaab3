import type { NewDeviceCode, TokenStore } from '@trek/oauth-server'
import type { Test } from 'tap'
import { digest, newClient, type StoreUnderTest } from './store-contract.ts'

const RESOURCE = 'https://api.example'

/** A device that asks, and how it polls. */
async function device(store: TokenStore, changes: Partial<NewDeviceCode> = {}) {
  const client = await store.clients.create(newClient())
  const code: NewDeviceCode = {
    digest: digest(),
    userCodeDigest: digest(),
    clientId: client.id,
    scopes: ['read', 'write'],
    resource: RESOURCE,
    intervalSeconds: 5,
    ttlSeconds: 900,
    ...changes
  }
  const created = await store.deviceCodes.create(code)
  return { client, code, created }
}

/** A poll as its client sends it, with new tokens to be kept. */
const asked = (clientId: string, changes: { resource?: string } = {}) => ({
  clientId,
  accessToken: { digest: digest(), ttlSeconds: 3600 },
  refreshToken: { digest: digest(), ttlSeconds: 30 * 24 * 3600 },
  ...changes
})

const anna = { subject: 'anna', scopes: ['read'] }

/** What every `DeviceCodeStore` has to do. */
export function testDeviceCodes(t: Test, setUp: (t: Test) => Promise<StoreUnderTest>): void {
  t.test('AS-122: a device code waits, is found by its user code, and keeps what was asked for', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const { client, code, created } = await device(store)
    t.equal(created, 'created')
    const { scopes, resource } = code
    const expected = { clientId: client.id, scopes, resource, state: 'pending' as const }
    t.same(await store.deviceCodes.findByUserCode(code.userCodeDigest), expected)
    t.equal(await store.deviceCodes.findByUserCode(code.digest), undefined, 'the device code is no user code')
    t.same(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'pending' })
    t.same(await store.deviceCodes.poll(code.userCodeDigest, asked(client.id)), { outcome: 'unknown' })
    await expireEverything()
    t.match(await store.deviceCodes.findByUserCode(code.userCodeDigest), { state: 'expired' })
  })

  t.test('AS-122: of two devices with the same user code one has it', async (t) => {
    const { store, otherNode } = await setUp(t)
    const client = await store.clients.create(newClient())
    const shared = { userCodeDigest: digest(), clientId: client.id }
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, i) => device(i % 2 === 0 ? store : otherNode, shared))
    )
    t.equal(outcomes.filter(({ created }) => created === 'created').length, 1)
    t.equal(outcomes.filter(({ created }) => created === 'user_code_taken').length, 9)
  })

  t.test('AS-122: an approved code becomes a grant with what was approved, once', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    t.equal(await store.deviceCodes.approve(code.userCodeDigest, anna), 'decided')
    t.match(await store.deviceCodes.findByUserCode(code.userCodeDigest), { state: 'approved' })

    const request = asked(client.id, { resource: RESOURCE })
    const poll = await store.deviceCodes.poll(code.digest, request)
    t.match(poll, {
      outcome: 'redeemed',
      issued: { subject: 'anna', clientId: client.id, scopes: ['read'], resource: RESOURCE }
    })
    const issued = poll.outcome === 'redeemed' ? poll.issued : undefined
    t.match(await store.accessTokens.find(request.accessToken.digest), {
      kind: 'user',
      subject: 'anna',
      scopes: ['read'],
      grantId: issued?.grantId
    })
    t.match(await store.refreshTokens.find(request.refreshToken.digest), { isActive: true, scopes: ['read'] })
    t.match(await store.grants.list({ subject: 'anna' }), [{ id: issued?.grantId, clientId: client.id }])

    const again = asked(client.id)
    t.same(await store.deviceCodes.poll(code.digest, again), { outcome: 'consumed' })
    t.equal(await store.accessTokens.find(again.accessToken.digest), undefined)
    t.match(await store.deviceCodes.findByUserCode(code.userCodeDigest), { state: 'consumed' })
    t.ok(await store.accessTokens.find(request.accessToken.digest), 'who asks twice loses nothing')
  })

  t.test('AS-122: without a refresh token there is none', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    await store.deviceCodes.approve(code.userCodeDigest, anna)
    const { refreshToken, ...request } = asked(client.id)
    t.match(await store.deviceCodes.poll(code.digest, request), { outcome: 'redeemed' })
    t.ok(await store.accessTokens.find(request.accessToken.digest))
    t.equal(await store.refreshTokens.find(refreshToken.digest), undefined)
  })

  t.test('AS-122: however many nodes poll at once, one gets tokens', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { client, code } = await device(store)
    await store.deviceCodes.approve(code.userCodeDigest, anna)
    const polls = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? store : otherNode).deviceCodes.poll(code.digest, asked(client.id))
      )
    )
    t.equal(polls.filter(({ outcome }) => outcome === 'redeemed').length, 1)
    t.equal(polls.filter(({ outcome }) => outcome === 'consumed').length, 19)
    t.equal((await store.grants.list({ subject: 'anna' })).length, 1)
  })

  t.test('AS-122: who polls too soon waits 5 seconds more each time', async (t) => {
    const { store, otherNode, passTime } = await setUp(t)
    const { client, code } = await device(store)
    const poll = async (node = store) => (await node.deviceCodes.poll(code.digest, asked(client.id))).outcome
    t.equal(await poll(), 'pending', 'the first may come at once')
    await passTime(5)
    t.equal(await poll(), 'pending')
    await passTime(3)
    t.equal(await poll(otherNode), 'slow_down')
    await passTime(5)
    t.equal(await poll(), 'slow_down', 'ten by now')
    await passTime(15)
    t.equal(await poll(), 'pending', 'fifteen')
    t.equal(await store.deviceCodes.approve(code.userCodeDigest, anna), 'decided')
    t.equal(await poll(), 'redeemed', 'nobody has to wait for what is there')
  })

  t.test('AS-122: of many polls at once one was not too soon', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { client, code } = await device(store)
    const polls = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 === 0 ? store : otherNode).deviceCodes.poll(code.digest, asked(client.id))
      )
    )
    t.equal(polls.filter(({ outcome }) => outcome === 'pending').length, 1)
    t.equal(polls.filter(({ outcome }) => outcome === 'slow_down').length, 9)
  })

  t.test('AS-122: of many decisions at once the first counts', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { client, code } = await device(store)
    const decisions = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        const { deviceCodes } = i % 2 === 0 ? store : otherNode
        return i % 4 < 2
          ? deviceCodes.approve(code.userCodeDigest, { ...anna, subject: `user${i}` })
          : deviceCodes.deny(code.userCodeDigest)
      })
    )
    t.equal(decisions.filter((outcome) => outcome === 'decided').length, 1)
    t.equal(decisions.filter((outcome) => outcome === 'already_decided').length, 19)
    const winner = decisions.indexOf('decided')
    const poll = await store.deviceCodes.poll(code.digest, asked(client.id))
    if (winner % 4 < 2) t.match(poll, { outcome: 'redeemed', issued: { subject: `user${winner}` } })
    else t.same(poll, { outcome: 'denied' })
  })

  t.test('AS-122: a denied code stays denied', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    t.equal(await store.deviceCodes.deny(code.userCodeDigest), 'decided')
    t.same(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'denied' })
    t.equal(await store.deviceCodes.approve(code.userCodeDigest, anna), 'already_decided')
    t.same(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'denied' })
    t.equal(await store.deviceCodes.deny(digest()), 'unknown')
  })

  t.test('AS-122: an expired code can neither be approved nor redeemed', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const waiting = await device(store)
    const approved = await device(store)
    await store.deviceCodes.approve(approved.code.userCodeDigest, anna)
    await expireEverything()
    t.equal(await store.deviceCodes.approve(waiting.code.userCodeDigest, anna), 'expired')
    t.equal(await store.deviceCodes.deny(waiting.code.userCodeDigest), 'expired')
    for (const { client, code } of [waiting, approved])
      t.same(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'expired' })
    t.same(await store.grants.list({ subject: 'anna' }), [])
  })

  t.test('AS-122: another client or another resource gets nothing, and the code stays good', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    const other = await store.clients.create(newClient())
    await store.deviceCodes.approve(code.userCodeDigest, anna)
    t.same(await store.deviceCodes.poll(code.digest, asked(other.id)), { outcome: 'wrong_client' })
    const elsewhere = asked(client.id, { resource: 'https://other.example' })
    t.same(await store.deviceCodes.poll(code.digest, elsewhere), { outcome: 'wrong_resource' })
    t.match(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'redeemed' })
  })

  t.test('AS-122: what a person approved goes when the person does, and with the client', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    await store.deviceCodes.approve(code.userCodeDigest, anna)
    await store.deleteSubject('anna')
    t.same(await store.deviceCodes.poll(code.digest, asked(client.id)), { outcome: 'unknown' })

    const another = await device(store)
    await store.clients.delete(another.client.id)
    t.equal(await store.deviceCodes.findByUserCode(another.code.userCodeDigest), undefined)
  })

  t.test('AS-122: a code whose tokens cannot be kept is not consumed', async (t) => {
    const { store } = await setUp(t)
    const { client, code } = await device(store)
    await store.deviceCodes.approve(code.userCodeDigest, anna)
    const request = asked(client.id)
    await t.rejects(
      store.deviceCodes.poll(code.digest, { ...request, accessToken: { digest: Buffer.alloc(1), ttlSeconds: 1 } }),
      TypeError
    )
    t.same(await store.grants.list({ subject: 'anna' }), [])
    t.match(await store.deviceCodes.poll(code.digest, request), { outcome: 'redeemed' })
  })

  t.test('TS-04: only digests are taken', async (t) => {
    const { store } = await setUp(t)
    const notDigest = Buffer.from('WDJBMJHT')
    await t.rejects(device(store, { userCodeDigest: notDigest }), TypeError)
    await t.rejects(device(store, { digest: notDigest }), TypeError)
    await t.rejects(store.deviceCodes.findByUserCode(notDigest), TypeError)
    await t.rejects(store.deviceCodes.approve(notDigest, anna), TypeError)
    await t.rejects(store.deviceCodes.poll(notDigest, asked('x')), TypeError)
  })
}
