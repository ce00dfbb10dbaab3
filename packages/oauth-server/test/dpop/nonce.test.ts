import t from 'tap'
import { createNonces } from '../../src/dpop/nonce.ts'
import { testApp } from '../support/app.ts'
import { clientWithCode, postToken, type Tokens } from '../support/client.ts'
import { dpopKey, getNotes } from '../support/dpop.ts'

const nonceSecret = 'a secret of thirty-two characters'
const dpop = { requireNonce: true, nonceSecret }

t.test('AS-117: a nonce is good for a while, on every node with the secret, and cannot be guessed', async (t) => {
  let now = Date.UTC(2026, 0, 1)
  const nonces = createNonces(nonceSecret, () => now)
  const nonce = nonces.current()
  t.match(nonce, /^[A-Za-z0-9_-]{43}$/)
  t.equal(nonces.isGood(nonce), true)
  now += 119_000
  t.equal(nonces.current(), nonce)
  now += 100_000
  t.not(nonces.current(), nonce)
  t.equal(nonces.isGood(nonce), true, 'although there is a newer one')
  t.equal(createNonces(nonceSecret, () => now - 120_000).isGood(nonces.current()), true, 'where clocks disagree')
  now += 60_000
  t.equal(nonces.isGood(nonce), false)
  for (const wrong of [undefined, '', 5, [nonces.current()], createNonces(`${nonceSecret}x`, () => now).current()]) {
    t.equal(nonces.isGood(wrong), false)
  }
})

t.test('AS-117: the first proof is refused with a nonce, and every answer brings the next', async (t) => {
  const first = await testApp(t, { dpop })
  const second = await testApp(t, { dpop, store: first.app.tokenStore })
  const key = await dpopKey()
  const { exchange } = await clientWithCode(first)
  const refused = await postToken(first, exchange, { dpop: await key.forToken() })
  t.equal(refused.statusCode, 400)
  t.equal(refused.json().error, 'use_dpop_nonce')
  t.match(refused.headers['access-control-expose-headers'], /DPoP-Nonce/)
  const nonce = String(refused.headers['dpop-nonce'])
  const foreign = await postToken(first, exchange, { dpop: await key.forToken({ nonce: 'foreign' }) })
  t.equal(foreign.json().error, 'use_dpop_nonce')
  t.equal(foreign.headers['dpop-nonce'], nonce)

  const granted = await postToken(second, exchange, { dpop: await key.forToken({ nonce }) })
  t.match(granted.json(), { token_type: 'DPoP' }, 'a nonce of one node is good on the other')
  t.equal(granted.headers['dpop-nonce'], nonce)
  const without = await postToken(first, exchange)
  t.notOk('dpop-nonce' in without.headers, 'whoever sends no proof needs none')
})

t.test('RS-13: a request without a nonce is challenged with one', async (t) => {
  const test = await testApp(t, { dpop })
  const key = await dpopKey()
  const { exchange } = await clientWithCode(test)
  const first = await postToken(test, exchange, { dpop: await key.forToken() })
  const nonce = String(first.headers['dpop-nonce'])
  const reply = await postToken(test, exchange, { dpop: await key.forToken({ nonce }) })
  const { access_token: token } = reply.json<Tokens>()

  const challenged = await getNotes(test, token, await key.forNotes(token))
  t.equal(challenged.statusCode, 401)
  t.match(challenged.headers['www-authenticate'], /^DPoP error="use_dpop_nonce", .*algs="/)
  t.equal(challenged.headers['dpop-nonce'], nonce)
  const proof = await key.forNotes(token, { nonce })
  const passed = await getNotes(test, token, proof)
  t.equal(passed.statusCode, 200)
  t.equal(passed.headers['dpop-nonce'], nonce)
  t.equal(
    (await getNotes(test, token, proof)).json().error,
    'invalid_dpop_proof',
    'a nonce does not make it good twice'
  )
})

t.test('AS-117: nonces need a secret of some length', async (t) => {
  for (const short of [{ requireNonce: true }, { requireNonce: true, nonceSecret: 'x'.repeat(31) }]) {
    await t.rejects(testApp(t, { dpop: short }), /option "dpop.nonceSecret" must have at least 32 characters/)
  }
})
