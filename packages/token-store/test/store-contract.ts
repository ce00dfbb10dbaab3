import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { AuthorizationRequest, NewClient, ReplayableAnswer, TokenStore } from '@trek/oauth-server'
import type { Test } from 'tap'

export interface StoreUnderTest {
  store: TokenStore
  /** A second node on the same storage. */
  otherNode: TokenStore
  /** Moves every expiry of the storage into the past. */
  expireEverything(): Promise<void>
  /** As if so much time had gone by. */
  passTime(seconds: number): Promise<void>
  disableClient(id: string): Promise<void>
}

export const digest = () => randomBytes(32)

export const newClient = (changes: Partial<NewClient> = {}): NewClient => ({
  id: `client_${randomBytes(8).toString('hex')}`,
  kind: 'dynamic',
  name: 'Assistant',
  redirectUris: ['https://client.example/cb'],
  authenticationMethod: 'none',
  grantTypes: ['authorization_code', 'refresh_token'],
  applicationType: 'web',
  description: {},
  ...changes
})

const token = (ttlSeconds = 3600) => ({ digest: digest(), ttlSeconds })
const longLived = () => token(30 * 24 * 3600)

async function interaction(store: TokenStore, changes: Partial<AuthorizationRequest> = {}, secretDigest?: Buffer) {
  const client = await store.clients.create(newClient(), secretDigest)
  const id = randomBytes(16).toString('hex')
  const request: AuthorizationRequest = {
    clientId: client.id,
    redirectUri: 'https://client.example/cb',
    isRedirectUriExplicit: true,
    scopes: ['read', 'write'],
    resource: 'https://api.example',
    codeChallenge: 'x'.repeat(43),
    client: { name: client.name, kind: client.kind, isConfidential: false },
    ...changes
  }
  await store.interactions.create({ id, browserDigest: digest(), joinDigest: digest(), request, ttlSeconds: 600 })
  return { id, client, request }
}

/** A code ready to be redeemed. */
export async function approved(store: TokenStore, subject = 'anna', secretDigest?: Buffer) {
  const { id, client } = await interaction(store, {}, secretDigest)
  const codeDigest = digest()
  await store.interactions.approve(id, { subject, scopes: ['read'], codeDigest, codeTtlSeconds: 60 })
  return { client, codeDigest }
}

/** A grant with its first tokens. */
export async function granted(store: TokenStore, subject = 'anna') {
  const { client, codeDigest } = await approved(store, subject)
  const accessToken = token()
  const refreshToken = longLived()
  const redemption = await store.authorizationCodes.redeem(codeDigest, { accessToken, refreshToken })
  if (redemption.outcome !== 'redeemed') throw new Error(redemption.outcome)
  return { client, codeDigest, accessToken, refreshToken, grantId: redemption.issued.grantId }
}

/** A machine client of Anna's, and what it asks for. */
async function machineClient(store: TokenStore) {
  const client = await store.clients.create(
    newClient({
      kind: 'manual',
      owner: 'anna',
      redirectUris: [],
      grantTypes: ['client_credentials'],
      scopes: ['read', 'write']
    }),
    digest()
  )
  const issue = {
    clientId: client.id,
    scopes: ['read'],
    grantScopes: ['read', 'write'],
    resource: 'https://api.example',
    liveLimit: 100
  }
  return { client, issue }
}

const SAME_REQUEST = digest()

export const rotation = (clientId: string, presented: Buffer, replay: Partial<ReplayableAnswer> = {}) => ({
  digest: presented,
  clientId,
  successor: longLived(),
  accessToken: token(),
  scopes: ['read'],
  replay: { fingerprint: SAME_REQUEST, sealed: randomBytes(64), windowSeconds: 30, ...replay }
})

/** Makes this process believe it is another year. */
function skewClock(t: Test, years: number): void {
  const RealDate = Date
  const offset = years * 365 * 24 * 3600 * 1000
  globalThis.Date = class extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [RealDate.now() + offset] : given) as [number]))
    }
    static override now = () => RealDate.now() + offset
  } as DateConstructor
  t.teardown(() => {
    globalThis.Date = RealDate
  })
}

/** TS-12: what every implementation of `TokenStore` has to do; an adapter for other storage runs this suite too. */
export function testStoreContract(t: Test, setUp: (t: Test) => Promise<StoreUnderTest>): void {
  t.test('clients are kept as they were registered, with the digests of their secrets', async (t) => {
    const { store } = await setUp(t)
    const secret = digest()
    const registered = newClient({
      authenticationMethod: 'client_secret_basic',
      scopes: ['read'],
      owner: 'anna',
      description: { softwareId: 'x' }
    })
    const created = await store.clients.create(registered, secret)
    const found = await store.clients.find(registered.id)
    t.same(found, created)
    t.match(found, { ...registered, isDisabled: false })
    t.same(found?.secretDigests, [secret])
    t.equal(await store.clients.find('nobody'), undefined)
  })

  t.test('AS-88: a subject has so many clients and no more, whoever counts', async (t) => {
    const { store, otherNode } = await setUp(t)
    const made = await Promise.all(
      Array.from({ length: 15 }, (_, i) =>
        (i % 2 === 0 ? store : otherNode).clients.createOwned(newClient({ kind: 'manual', owner: 'anna' }) as never, {
          limit: 10
        })
      )
    )
    t.equal(made.filter((client) => client === 'limit_reached').length, 5)
    t.equal((await store.clients.listOwned('anna')).length, 10)
    t.same(await store.clients.listOwned('berta'), [])
    await store.clients.create(newClient())
    t.type(
      await store.clients.createOwned({ ...newClient({ kind: 'manual' }), owner: 'berta' }, { limit: 10 }),
      'object',
      'one’s own limit'
    )
  })

  t.test('AS-90: a client can be changed, and switched off and on', async (t) => {
    const { store } = await setUp(t)
    const { client, accessToken } = await granted(store)
    t.match(
      await store.clients.update(client.id, { name: 'Other', redirectUris: ['https://a.example/'], isDisabled: true }),
      { name: 'Other', redirectUris: ['https://a.example/'], isDisabled: true }
    )
    t.equal(await store.accessTokens.find(accessToken.digest), undefined)
    t.match(await store.clients.update(client.id, { isDisabled: false }), { name: 'Other', isDisabled: false })
    t.ok(await store.accessTokens.find(accessToken.digest))
    t.equal(await store.clients.update('nobody', { name: 'x' }), undefined)
  })

  t.test('AS-86: a new secret takes over at once; what was issued under the old one ends', async (t) => {
    const { store } = await setUp(t)
    const { client, accessToken } = await granted(store)
    const [first, second, third] = [digest(), digest(), digest()]
    t.equal(await store.clients.rotateSecret(client.id, first, 0), true)
    t.same((await store.clients.find(client.id))?.secretDigests, [first])
    t.equal(await store.accessTokens.find(accessToken.digest), undefined)
    t.equal(await store.clients.rotateSecret('nobody', second, 0), false)

    await store.clients.rotateSecret(client.id, second, 1)
    t.equal((await store.clients.find(client.id))?.secretDigests.length, 2, 'with an overlap both are good')
    await setTimeout(1100)
    t.same((await store.clients.find(client.id))?.secretDigests, [second], 'until it is over')
    await store.clients.rotateSecret(client.id, third, 0)
    t.same((await store.clients.find(client.id))?.secretDigests, [third])
  })

  t.test('AS-74, AS-76: a machine client’s tokens are its owner’s, all under one grant', async (t) => {
    const { store, otherNode, disableClient } = await setUp(t)
    const { client, issue } = await machineClient(store)
    const tokens = Array.from({ length: 20 }, () => token())
    const issued = await Promise.all(
      tokens.map((accessToken, i) =>
        (i % 2 === 0 ? store : otherNode).accessTokens.issueToMachine({ ...issue, accessToken })
      )
    )
    t.equal(new Set(issued.map((one) => one?.grantId)).size, 1)
    t.match(await store.accessTokens.find(tokens[7]?.digest ?? digest()), {
      kind: 'machine',
      subject: 'anna',
      clientId: client.id,
      scopes: ['read'],
      resource: issue.resource
    })
    t.match(await store.grants.list({ subject: 'anna' }), [{ kind: 'machine', scopes: ['read', 'write'] }])

    await disableClient(client.id)
    t.equal(await store.accessTokens.issueToMachine({ ...issue, accessToken: token() }), undefined)
    await store.clients.delete(client.id)
    t.equal(await store.accessTokens.issueToMachine({ ...issue, accessToken: token() }), undefined)
  })

  t.test('AS-74: after a revocation a machine client’s next token is under a grant of its own', async (t) => {
    const { store } = await setUp(t)
    const { client, issue } = await machineClient(store)
    const before = token()
    await store.accessTokens.issueToMachine({ ...issue, accessToken: before })
    t.equal(await store.grants.revokeAll({ clientId: client.id }, 'revoked'), 1)
    t.equal(await store.accessTokens.find(before.digest), undefined)
    const after = token()
    await store.accessTokens.issueToMachine({ ...issue, accessToken: after })
    t.ok(await store.accessTokens.find(after.digest))
  })

  t.test('AS-78: of a machine client’s tokens the newest hundred are good', async (t) => {
    const { store } = await setUp(t)
    const { issue } = await machineClient(store)
    const tokens = Array.from({ length: 200 }, () => token())
    for (const accessToken of tokens) await store.accessTokens.issueToMachine({ ...issue, accessToken })
    await setTimeout(500)
    const live = await Promise.all(tokens.map(({ digest }) => store.accessTokens.find(digest)))
    t.same(
      live.map((found) => found !== undefined),
      tokens.map((_, i) => i >= 100)
    )
  })

  t.test('AS-85: of concurrent uses of one identifier, on two nodes, one is the first', async (t) => {
    const { store, otherNode } = await setUp(t)
    const use = { digest: digest(), ttlSeconds: 60 }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? store : otherNode).replays.isFirstUse(use))
    )
    t.equal(answers.filter((isFirst) => isFirst).length, 1)
    t.equal(await store.replays.isFirstUse({ digest: digest(), ttlSeconds: 60 }), true)
  })

  t.test('AS-114: live grants are listed with their last use, and ended by subject', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const first = await granted(store)
    const second = await granted(store)
    const others = await granted(store, 'berta')
    await store.accessTokens.find(second.accessToken.digest)
    const listed = await store.grants.list({ subject: 'anna' })
    t.match(listed, [
      { id: second.grantId, kind: 'user', clientName: 'Assistant', scopes: ['read'], lastUsedAt: Date },
      { id: first.grantId, clientKind: 'dynamic' }
    ])
    t.notOk('lastUsedAt' in (listed[1] ?? {}), 'the other was not used')
    t.equal((await store.grants.list()).length, 3)
    t.equal(await store.grants.revokeAll({ subject: 'anna' }, 'revoked'), 2)
    t.match(await store.grants.list(), [{ id: others.grantId }])
    await expireEverything()
    t.same(await store.grants.list(), [], 'nothing that nobody can use any more')
    await t.rejects(async () => store.grants.revokeAll({}, 'revoked'), { name: 'TypeError' })
  })

  t.test('AS-114: with the grants of a person or a client ends what was approved and not redeemed yet', async (t) => {
    const { store } = await setUp(t)
    const tokens = () => ({ accessToken: token(), refreshToken: longLived() })
    for (const by of ['subject', 'clientId'] as const) {
      const { client, codeDigest } = await approved(store)
      const others = await approved(store, 'berta')
      const device = { digest: digest(), userCodeDigest: digest() }
      const request = { scopes: ['read'], resource: 'https://api.example', intervalSeconds: 5, ttlSeconds: 900 }
      await store.deviceCodes.create({ ...device, ...request, clientId: client.id })
      await store.deviceCodes.approve(device.userCodeDigest, { subject: 'anna', scopes: ['read'] })

      const of = by === 'subject' ? { subject: 'anna' } : { clientId: client.id }
      t.equal(await store.grants.revokeAll(of, 'revoked'), 0, 'there is no grant yet')
      t.same(await store.authorizationCodes.redeem(codeDigest, tokens()), { outcome: 'expired' })
      t.same(await store.deviceCodes.poll(device.digest, { ...tokens(), clientId: client.id }), { outcome: 'denied' })
      t.match(await store.authorizationCodes.redeem(others.codeDigest, tokens()), { outcome: 'redeemed' })
    }
  })

  t.test('AS-131: static tokens: so many and no more, found by digest, gone when deleted', async (t) => {
    const { store, otherNode } = await setUp(t)
    const newToken = () => ({ digest: digest(), subject: 'anna', name: 'Old script', hint: 'trek_AbCd' })
    const wanted = Array.from({ length: 15 }, newToken)
    const made = await Promise.all(
      wanted.map((one, i) => (i % 2 === 0 ? store : otherNode).staticTokens.create(one, { limit: 10 }))
    )
    t.equal(made.filter((one) => one === 'limit_reached').length, 5)
    const listed = await store.staticTokens.list({ subject: 'anna' })
    t.equal(listed.length, 10)
    const [first] = wanted.filter((_, i) => made[i] !== 'limit_reached')
    const found = await store.staticTokens.find(first?.digest ?? digest())
    t.match(found, { subject: 'anna', name: 'Old script', hint: 'trek_AbCd' })
    t.notOk(found && 'scopes' in found, 'everything')
    t.ok((await store.staticTokens.list()).some(({ lastUsedAt }) => lastUsedAt !== undefined))
    const id = found?.id ?? ''
    t.equal(await store.staticTokens.delete(id, { subject: 'berta' }), false)
    t.equal(await store.staticTokens.delete(id, { subject: 'anna' }), true)
    t.equal(await store.staticTokens.find(first?.digest ?? digest()), undefined)
    await store.deleteSubject('anna')
    t.same(await store.staticTokens.list(), [])
  })

  t.test('AS-132: a static token may have scopes and an end', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const narrow = { digest: digest(), subject: 'anna', name: 'n', hint: 'h', scopes: ['read'], ttlSeconds: 60 }
    t.match(await store.staticTokens.create(narrow, { limit: 1 }), { scopes: ['read'], expiresAt: Date })
    await expireEverything()
    t.equal(await store.staticTokens.find(narrow.digest), undefined)
    const next = { ...narrow, digest: digest() }
    const made = await store.staticTokens.create(next, { limit: 1 })
    t.type(made, 'object', 'one that is over does not count')
    if (made === 'limit_reached') return
    await store.staticTokens.expire(made.id, 3600)
    t.ok(
      ((await store.staticTokens.find(next.digest))?.expiresAt?.getTime() ?? 0) < Date.now() + 120_000,
      'never later'
    )
    await store.staticTokens.expire(made.id, 0)
    t.equal(await store.staticTokens.find(next.digest), undefined)
  })

  t.test('AS-133: of callers on two nodes one tells, and for a day nobody else', async (t) => {
    const { store, otherNode, passTime } = await setUp(t)
    const token = { digest: digest(), subject: 'anna', name: 'n', hint: 'h' }
    const made = await store.staticTokens.create(token, { limit: 1 })
    if (made === 'limit_reached') throw new Error(made)
    const ask = () =>
      Promise.all(
        Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? store : otherNode).staticTokens.isNoticeDue(made.id))
      )
    t.equal((await ask()).filter((isDue) => isDue).length, 1)
    await passTime(23 * 3600)
    t.equal((await ask()).filter((isDue) => isDue).length, 0)
    await passTime(2 * 3600)
    t.equal((await ask()).filter((isDue) => isDue).length, 1)
  })

  t.test('AS-113: a client ends one of its access tokens; no other client can', async (t) => {
    const { store } = await setUp(t)
    const { client, accessToken, refreshToken } = await granted(store)
    const other = await granted(store)
    t.equal(await store.accessTokens.revoke(accessToken.digest, other.client.id), false)
    t.equal(await store.accessTokens.revoke(accessToken.digest, client.id), true)
    t.equal(await store.accessTokens.revoke(accessToken.digest, client.id), false)
    t.equal(await store.accessTokens.find(accessToken.digest), undefined)
    t.match(await store.refreshTokens.find(refreshToken.digest), { isActive: true, expiresAt: Date })
    await store.grants.revoke(other.grantId, 'revoked')
    t.match(await store.refreshTokens.find(other.refreshToken.digest), { isActive: false })
  })

  t.test('AS-114: of many grants those that are over are found at once', async (t) => {
    const { store, otherNode, disableClient } = await setUp(t)
    const [live, revoked, disabled, deleted] = await Promise.all(
      ['a', 'b', 'c', 'd'].map((subject) => granted(store, subject))
    )
    if (!live || !revoked || !disabled || !deleted) throw new Error('no grants')
    await otherNode.grants.revoke(revoked.grantId, 'revoked')
    await disableClient(disabled.client.id)
    await store.deleteSubject('d')
    const ids = [live, revoked, disabled, deleted].map(({ grantId }) => grantId)
    t.same(await store.grants.findEnded(ids), ids.slice(1))
    t.same(await store.grants.findEnded([]), [])
  })

  t.test('a client that is deleted takes its grants and tokens along', async (t) => {
    const { store } = await setUp(t)
    const { client, accessToken, refreshToken } = await granted(store)
    t.equal(await store.clients.delete(client.id), true)
    t.equal(await store.clients.delete(client.id), false)
    t.equal(await store.accessTokens.find(accessToken.digest), undefined)
    t.equal(await store.refreshTokens.find(refreshToken.digest), undefined)
  })

  t.test('an interaction is decided once, by whichever node is first', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { id, request } = await interaction(store, { state: 'xyz' })
    t.match(await store.interactions.find(id), { id, request, state: 'open' })
    const decide = (node: TokenStore) =>
      node.interactions.approve(id, { subject: 'anna', scopes: ['read'], codeDigest: digest(), codeTtlSeconds: 60 })
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        i % 3 === 0 ? store.interactions.deny(id) : decide(i % 2 === 0 ? store : otherNode)
      )
    )
    t.equal(outcomes.filter((outcome) => outcome === 'decided').length, 1)
    t.equal(outcomes.filter((outcome) => outcome === 'already_decided').length, 19)
  })

  t.test('an interaction that is over, or never was, is not decided', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const { id } = await interaction(store)
    await expireEverything()
    t.match(await store.interactions.find(id), { state: 'expired' })
    t.equal(await store.interactions.deny(id), 'expired')
    t.equal(
      await store.interactions.approve(id, { subject: 'a', scopes: [], codeDigest: digest(), codeTtlSeconds: 60 }),
      'expired'
    )
    t.equal(await store.interactions.deny('unknown'), 'unknown')
  })

  t.test('AS-60: of fifty redemptions on two nodes one succeeds, the others learn the grant', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { codeDigest } = await approved(store)
    const redemptions = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        (i % 2 === 0 ? store : otherNode).authorizationCodes.redeem(codeDigest, {
          accessToken: token(),
          refreshToken: token()
        })
      )
    )
    const [winner] = redemptions.flatMap((redemption) => (redemption.outcome === 'redeemed' ? redemption.issued : []))
    t.match(winner, { subject: 'anna', scopes: ['read'], resource: 'https://api.example' })
    t.equal(
      redemptions.filter((redemption) => redemption.outcome === 'consumed' && redemption.grantId === winner?.grantId)
        .length,
      49
    )
    t.match(await store.authorizationCodes.find(codeDigest), { isConsumed: true, grantId: winner?.grantId })
  })

  t.test('AS-62: within the window a repeated redemption gets the answer of the first, on every node', async (t) => {
    const { store, otherNode, passTime } = await setUp(t)
    const { codeDigest } = await approved(store)
    const fingerprint = digest()
    const request = (answer: Partial<ReplayableAnswer> = {}) => ({
      accessToken: token(),
      refreshToken: token(),
      replay: { fingerprint, sealed: randomBytes(64), windowSeconds: 10, ...answer }
    })
    const requests = Array.from({ length: 20 }, () => request())
    const redemptions = await Promise.all(
      requests.map((one, i) => (i % 2 === 0 ? store : otherNode).authorizationCodes.redeem(codeDigest, one))
    )
    const winner = requests[redemptions.findIndex(({ outcome }) => outcome === 'redeemed')]
    const replays = redemptions.filter((redemption) => redemption.outcome === 'replayed')
    t.equal(replays.length, 19)
    t.ok(replays.every(({ sealed }) => winner?.replay.sealed.equals(sealed)))
    t.ok(replays.every(({ secondsLeft }) => secondsLeft.accessToken > 3590 && secondsLeft.refreshToken > 3590))

    const redeem = (one: ReturnType<typeof request>) => store.authorizationCodes.redeem(codeDigest, one)
    t.match(await redeem(request({ fingerprint: digest() })), { outcome: 'consumed' }, 'another request is none')
    await passTime(11)
    t.match(await redeem(request()), { outcome: 'consumed' }, 'nor is one too late')

    const ended = await approved(store)
    const first = await store.authorizationCodes.redeem(ended.codeDigest, request())
    if (first.outcome !== 'redeemed') throw new Error(first.outcome)
    await store.grants.revoke(first.issued.grantId, 'code_replayed')
    t.match(await store.authorizationCodes.redeem(ended.codeDigest, request()), { outcome: 'consumed' })
  })

  t.test('an expired or unknown code is not redeemed', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const { codeDigest } = await approved(store)
    await expireEverything()
    t.match(await store.authorizationCodes.find(codeDigest), { isExpired: true, isConsumed: false })
    t.same(await store.authorizationCodes.redeem(codeDigest, { accessToken: token() }), { outcome: 'expired' })
    t.same(await store.authorizationCodes.redeem(digest(), { accessToken: token() }), { outcome: 'unknown' })
    t.equal(await store.authorizationCodes.find(digest()), undefined)
  })

  t.test('a live access token says in whose name it acts', async (t) => {
    const { store } = await setUp(t)
    const { accessToken, client, grantId } = await granted(store)
    t.match(await store.accessTokens.find(accessToken.digest), {
      grantId,
      clientId: client.id,
      clientName: 'Assistant',
      subject: 'anna',
      scopes: ['read'],
      resource: 'https://api.example'
    })
    t.equal(await store.accessTokens.find(digest()), undefined)
  })

  t.test('an access token dies with its time, its grant, its client and its subject', async (t) => {
    const { store, otherNode, expireEverything, disableClient } = await setUp(t)
    const revoked = await granted(store)
    t.equal(await otherNode.grants.revoke(revoked.grantId, 'revoked'), true)
    t.equal(await store.grants.revoke(revoked.grantId, 'revoked'), false, 'once')
    t.equal(await store.accessTokens.find(revoked.accessToken.digest), undefined)

    const disabled = await granted(store)
    await disableClient(disabled.client.id)
    t.equal(await store.accessTokens.find(disabled.accessToken.digest), undefined)

    const other = await granted(store, 'berta')
    const deleted = await granted(store, 'carla')
    await store.deleteSubject('carla')
    t.equal(await store.accessTokens.find(deleted.accessToken.digest), undefined)
    t.ok(await store.accessTokens.find(other.accessToken.digest), 'nobody else’s')

    await expireEverything()
    t.equal(await store.accessTokens.find(other.accessToken.digest), undefined)
  })

  for (const years of [-5, 5]) {
    t.test(`TS-08: a node whose clock is ${years} years off keeps the same time as the others`, async (t) => {
      const { store, otherNode, expireEverything } = await setUp(t)
      const live = await granted(store)
      skewClock(t, years)
      const { accessToken, client, refreshToken } = await granted(store)
      t.ok(await store.accessTokens.find(live.accessToken.digest), 'what is live is live here')
      t.ok(await otherNode.accessTokens.find(accessToken.digest), 'what begins here is live there')
      t.match(await store.refreshTokens.rotate(rotation(client.id, refreshToken.digest)), { outcome: 'rotated' })
      await expireEverything()
      t.equal(await store.accessTokens.find(live.accessToken.digest), undefined)
      t.equal(await store.accessTokens.find(accessToken.digest), undefined)
    })
  }

  t.test('AS-65: a rotation issues the next generation and leaves earlier access tokens alone', async (t) => {
    const { store } = await setUp(t)
    const { client, accessToken, refreshToken, grantId } = await granted(store)
    const request = { ...rotation(client.id, refreshToken.digest), scopes: [] }
    t.match(await store.refreshTokens.rotate(request), { outcome: 'rotated', issued: { grantId, scopes: [] } })
    t.ok(await store.accessTokens.find(accessToken.digest))
    t.match(await store.accessTokens.find(request.accessToken.digest), { scopes: [] })
    t.match(
      await store.refreshTokens.rotate(rotation(client.id, request.successor.digest)),
      { outcome: 'rotated', issued: { scopes: ['read'] } },
      'the grant keeps its scopes'
    )
  })

  t.test('AS-72: a renewal issues an access token and lets the refresh token live on', async (t) => {
    const { store, otherNode, passTime } = await setUp(t)
    const { client, refreshToken, grantId } = await granted(store)
    const renewal = (clientId = client.id) => ({
      digest: refreshToken.digest,
      clientId,
      ttlSeconds: 3600,
      accessToken: { digest: digest(), ttlSeconds: 600 },
      scopes: ['read']
    })
    await passTime(1800)
    const requests = Array.from({ length: 20 }, () => renewal())
    const issued = await Promise.all(
      requests.map((request, i) => (i % 2 === 0 ? store : otherNode).refreshTokens.renew(request))
    )
    t.ok(
      issued.every((one) => one?.grantId === grantId),
      'everybody who asks gets one, on every node'
    )
    for (const { accessToken } of requests) t.ok(await store.accessTokens.find(accessToken.digest))
    await passTime(3000)
    t.ok(await store.refreshTokens.renew(renewal()), 'its life began anew')
    t.equal(await store.refreshTokens.renew(renewal('somebody else')), undefined)

    const limited = { ...renewal(), rateLimit: { requests: 1, perSeconds: 3600 } }
    t.ok(await store.refreshTokens.renew(limited))
    const again = { ...limited, accessToken: { digest: digest(), ttlSeconds: 600 } }
    t.equal(await store.refreshTokens.renew(again), undefined, 'not more often than agreed')

    await passTime(3601)
    t.equal(await store.refreshTokens.renew(renewal()), undefined, 'what has ended has ended')
    const other = await granted(store)
    await store.refreshTokens.rotate(rotation(other.client.id, other.refreshToken.digest))
    t.equal(
      await store.refreshTokens.renew({ ...renewal(other.client.id), digest: other.refreshToken.digest }),
      undefined,
      'nor does a rotated one come back'
    )
  })

  t.test('AS-66: a grant of an age ends, however fresh its tokens are', async (t) => {
    const { store, passTime } = await setUp(t)
    const HOUR = 3600
    const { client, refreshToken } = await granted(store)
    await passTime(HOUR)
    const age = (await store.refreshTokens.find(refreshToken.digest))?.grantAgeSeconds ?? 0
    t.ok(age >= HOUR && age < HOUR + 60, 'it is known how old it is')

    const young = { ...rotation(client.id, refreshToken.digest), maxGrantAgeSeconds: 2 * HOUR }
    t.match(await store.refreshTokens.rotate(young), { outcome: 'rotated' })
    await passTime(HOUR)
    const old = { ...rotation(client.id, young.successor.digest), maxGrantAgeSeconds: 2 * HOUR }
    t.match(await store.refreshTokens.rotate(old), { outcome: 'expired' })
    t.match(await store.refreshTokens.rotate({ ...young, successor: token() }), { outcome: 'expired' }, 'no replay')
    const renewal = { ...old, ttlSeconds: HOUR }
    t.equal(await store.refreshTokens.renew(renewal), undefined)
    t.ok(await store.refreshTokens.renew({ ...renewal, maxGrantAgeSeconds: 3 * HOUR }), 'younger than that it lives')
    const { maxGrantAgeSeconds: _, ...unlimited } = { ...old, accessToken: token() }
    t.match(await store.refreshTokens.rotate(unlimited), { outcome: 'rotated' }, 'and where there is no limit')
  })

  t.test('AS-44: scopes of a grant that is too old count no longer as given', async (t) => {
    const { store, passTime } = await setUp(t)
    const { client } = await granted(store)
    const to = { subject: 'anna', clientId: client.id, resource: 'https://api.example' }
    await passTime(3600)
    t.same(await store.grants.scopesGiven({ ...to, maxAgeSeconds: 3500 }), [])
    t.same(await store.grants.scopesGiven({ ...to, maxAgeSeconds: 3700 }), ['read'])
    t.same(await store.grants.scopesGiven(to), ['read'])
  })

  t.test('RS-04: a refusal for want of scope is taken note of once, and only while it is news', async (t) => {
    const { store, otherNode, passTime } = await setUp(t)
    const refused = async () => {
      const one = await granted(store)
      const { id = '' } = (await store.accessTokens.find(one.accessToken.digest)) ?? {}
      return { ...one, note: () => store.accessTokens.noteScopeRefusal(id) }
    }
    const { refreshToken, note } = await refused()
    t.notOk('secondsSinceScopeRefusal' in ((await store.refreshTokens.find(refreshToken.digest)) ?? {}))
    t.equal(await store.refreshTokens.takeScopeRefusal(refreshToken.digest, 10), false, 'there was none')
    await note()
    await passTime(5)
    const known = await otherNode.refreshTokens.find(refreshToken.digest)
    t.ok((known?.secondsSinceScopeRefusal ?? 0) >= 5, 'another node knows how long ago it was')
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        (i % 2 === 0 ? store : otherNode).refreshTokens.takeScopeRefusal(refreshToken.digest, 10)
      )
    )
    t.equal(answers.filter((isTaken) => isTaken).length, 1)
    await note()
    await passTime(11)
    t.equal(await store.refreshTokens.takeScopeRefusal(refreshToken.digest, 10), false, 'too long ago')

    const late = await refused()
    await passTime(2750)
    await late.note()
    t.equal(await store.refreshTokens.takeScopeRefusal(late.refreshToken.digest, 10), false, 'it ends soon')

    const narrowed = await granted(store)
    const narrow = { ...rotation(narrowed.client.id, narrowed.refreshToken.digest), scopes: [] }
    await store.refreshTokens.rotate(narrow)
    const { id = '' } = (await store.accessTokens.find(narrow.accessToken.digest)) ?? {}
    await store.accessTokens.noteScopeRefusal(id)
    t.equal(await store.refreshTokens.takeScopeRefusal(narrow.successor.digest, 10), false, 'a refresh gives more')

    const rotated = await refused()
    await rotated.note()
    await store.refreshTokens.rotate(rotation(rotated.client.id, rotated.refreshToken.digest))
    t.equal(await store.refreshTokens.takeScopeRefusal(rotated.refreshToken.digest, 10), false, 'no longer active')
  })

  t.test('AS-66: of fifty rotations on two nodes one wins, and all the others get its answer', async (t) => {
    const { store, otherNode } = await setUp(t)
    const { client, accessToken, refreshToken, grantId } = await granted(store)
    const requests = Array.from({ length: 50 }, () => rotation(client.id, refreshToken.digest))
    const outcomes = await Promise.all(
      requests.map((request, i) => (i % 2 === 0 ? store : otherNode).refreshTokens.rotate(request))
    )
    const winner = requests[outcomes.findIndex(({ outcome }) => outcome === 'rotated')]
    t.equal(outcomes.filter(({ outcome }) => outcome === 'rotated').length, 1)
    const replays = outcomes.filter((one) => one.outcome === 'replayed')
    t.equal(replays.length, 49)
    t.ok(replays.every(({ sealed }) => winner?.replay.sealed.equals(sealed)))
    t.ok(replays.every(({ secondsLeft: { accessToken: left } }) => left > 3500 && left <= 3600))
    t.match(await store.refreshTokens.find(winner?.successor.digest ?? digest()), { grantId })
    t.ok(await store.accessTokens.find(accessToken.digest))
  })

  t.test('AS-66: another request does not hit the window, nor does one too late', async (t) => {
    const { store, passTime } = await setUp(t)
    const other = await granted(store)
    const bystander = await granted(store)
    await store.refreshTokens.rotate(rotation(other.client.id, other.refreshToken.digest))
    t.match(
      await store.refreshTokens.rotate(rotation(other.client.id, other.refreshToken.digest, { fingerprint: digest() })),
      { outcome: 'reused', grantId: other.grantId }
    )
    t.equal(await store.accessTokens.find(other.accessToken.digest), undefined, 'AS-69: everything of the grant ends')
    t.ok(await store.accessTokens.find(bystander.accessToken.digest), 'and nothing else')

    const late = await granted(store)
    const fresh = rotation(late.client.id, late.refreshToken.digest)
    await store.refreshTokens.rotate(fresh)
    await store.accessTokens.find(fresh.accessToken.digest)
    await passTime(31)
    t.match(await store.refreshTokens.rotate(rotation(late.client.id, late.refreshToken.digest)), { outcome: 'reused' })
  })

  t.test('AS-66: a window of no length keeps no answer', async (t) => {
    const { store } = await setUp(t)
    const { client, refreshToken } = await granted(store)
    const strict = () => rotation(client.id, refreshToken.digest, { windowSeconds: 0 })
    const first = strict()
    await store.refreshTokens.rotate(first)
    await store.accessTokens.find(first.accessToken.digest)
    t.match(await store.refreshTokens.rotate(strict()), { outcome: 'reused' })
  })

  t.test('AS-68: an answer that got lost is replaced, and what was in it ends', async (t) => {
    const { store, passTime } = await setUp(t)
    const { client, refreshToken, grantId } = await granted(store)
    const present = () => rotation(client.id, refreshToken.digest)
    const lost = present()
    await store.refreshTokens.rotate(lost)
    for (let time = 1; time <= 3; time++) {
      await passTime(3600)
      const again = present()
      t.match(await store.refreshTokens.rotate(again), { outcome: 'recovered', issued: { grantId } }, `time ${time}`)
    }
    t.equal(await store.accessTokens.find(lost.accessToken.digest), undefined)
    await passTime(3600)
    t.match(await store.refreshTokens.rotate(present()), { outcome: 'reused' }, 'but not for ever')
  })

  t.test('AS-68: whoever has the lost answer after all ends the grant by using it', async (t) => {
    const { store, passTime } = await setUp(t)
    const { client, refreshToken } = await granted(store)
    const lost = rotation(client.id, refreshToken.digest)
    await store.refreshTokens.rotate(lost)
    await passTime(60)
    const replacement = rotation(client.id, refreshToken.digest)
    await store.refreshTokens.rotate(replacement)
    t.match(await store.refreshTokens.rotate(rotation(client.id, lost.successor.digest)), { outcome: 'reused' })
    t.equal(await store.accessTokens.find(replacement.accessToken.digest), undefined)
  })

  t.test('AS-68: an answer that was used, or is a day old, was not lost', async (t) => {
    const { store, passTime } = await setUp(t)
    const used = await granted(store)
    const fresh = rotation(used.client.id, used.refreshToken.digest)
    await store.refreshTokens.rotate(fresh)
    t.ok(await store.accessTokens.find(fresh.accessToken.digest))
    const old = await granted(store)
    await store.refreshTokens.rotate(rotation(old.client.id, old.refreshToken.digest))
    await passTime(60)
    t.match(await store.refreshTokens.rotate(rotation(used.client.id, used.refreshToken.digest)), { outcome: 'reused' })
    await passTime(24 * 3600)
    t.match(await store.refreshTokens.rotate(rotation(old.client.id, old.refreshToken.digest)), { outcome: 'reused' })
  })

  t.test('another client’s refresh token ends the grant; an expired or unknown one does nothing', async (t) => {
    const { store, expireEverything } = await setUp(t)
    const stolen = await granted(store)
    const thief = await store.clients.create(newClient())
    t.match(await store.refreshTokens.rotate(rotation(thief.id, stolen.refreshToken.digest)), {
      outcome: 'wrong_client',
      grantId: stolen.grantId
    })
    t.match(await store.refreshTokens.rotate(rotation(stolen.client.id, stolen.refreshToken.digest)), {
      outcome: 'revoked'
    })

    const expired = await granted(store)
    await expireEverything()
    t.match(await store.refreshTokens.rotate(rotation(expired.client.id, expired.refreshToken.digest)), {
      outcome: 'expired'
    })
    t.match(await store.refreshTokens.rotate(rotation(expired.client.id, digest())), { outcome: 'unknown' })
  })

  t.test('anything but a digest is refused before it reaches the storage', async (t) => {
    const { store } = await setUp(t)
    for (const secret of ['trekoa_secret', Buffer.from('short'), Buffer.alloc(33)]) {
      await t.rejects(store.accessTokens.find(secret as Buffer), { name: 'TypeError' })
      await t.rejects(store.refreshTokens.find(secret as Buffer), { name: 'TypeError' })
      await t.rejects(store.authorizationCodes.find(secret as Buffer), { name: 'TypeError' })
    }
  })
}
