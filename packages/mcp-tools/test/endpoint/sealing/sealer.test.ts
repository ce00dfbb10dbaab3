import { createSecretKey, randomBytes } from 'node:crypto'
import t from 'tap'
import { createSealer } from '../../../src/endpoint/sealing/sealer.ts'

function testSealer() {
  const keys = [1, 2].map((id) => ({ id, key: createSecretKey(randomBytes(32)) }))
  const clock = { now: Date.parse('2026-11-01T12:00:00Z'), currentKey: 1 }
  const sealer = createSealer({
    current: () => keys[clock.currentKey - 1] as (typeof keys)[0],
    find: (id) => keys[id - 1],
    now: () => clock.now
  })
  return { sealer, clock }
}

t.test('what is sealed comes back as it was, for its purpose, until it is over', async (t) => {
  const { sealer, clock } = testSealer()
  const value = { who: 'anna', choices: [1, null, 'drei ✈️'], nested: { yes: true } }
  const sealed = sealer.seal('state', value, 60)
  t.match(sealed, /^[A-Za-z0-9_-]+$/, 'fit for a URL')
  t.same(sealer.open('state', sealed), value)
  t.equal(sealer.open('cursor', sealed), undefined, 'another purpose')
  clock.now += 59_999
  t.same(sealer.open('state', sealed), value)
  clock.now += 1
  t.equal(sealer.open('state', sealed), undefined, 'over')
})

t.test('null, false and nothing at all are values too, and what is no JSON is refused', async (t) => {
  const { sealer } = testSealer()
  for (const value of [null, false, 0, '', [], {}]) t.same(sealer.open('p', sealer.seal('p', value, 1)), value)
  t.throws(() => sealer.seal('p', undefined, 1), TypeError)
  t.throws(() => sealer.seal('p', () => 1, 1), TypeError)
  for (const seconds of [0, -1, Number.NaN, 8 * 86_400]) t.throws(() => sealer.seal('p', 1, seconds), RangeError)
})

t.test('nothing of it can be read, and the same is never sealed twice alike', async (t) => {
  const { sealer } = testSealer()
  const sealed = sealer.seal('p', 'a secret of anna', 60)
  t.notMatch(Buffer.from(sealed, 'base64url').toString('latin1'), 'secret')
  t.not(sealer.seal('p', 'a secret of anna', 60), sealed)
})

t.test('a change of any bit is noticed', async (t) => {
  const { sealer } = testSealer()
  const bytes = Buffer.from(sealer.seal('p', 'value', 60), 'base64url')
  const flipped = Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const changed = Buffer.from(bytes)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    return sealer.open('p', changed.toString('base64url'))
  })
  t.ok(flipped.length > 300)
  t.ok(flipped.every((opened) => opened === undefined))
})

t.test('there is one way to write it only, so that what counts once is not spelt anew', async (t) => {
  const { sealer } = testSealer()
  const sealed = sealer.seal('p', 'v', 60)
  const others = [`${sealed}=`, `${sealed}\n`, ` ${sealed}`, `${sealed}.`, sealed.replace(/.$/, '-'), `${sealed}A`]
  for (const other of others.filter((one) => one !== sealed)) t.equal(sealer.open('p', other), undefined, other)
})

t.test('what is not ours is not opened, and nothing throws', async (t) => {
  const { sealer } = testSealer()
  const foreign = testSealer().sealer.seal('p', 'v', 60)
  const unknownKey = Buffer.from(foreign, 'base64url')
  unknownKey.writeUInt32BE(4_000_000_000, 1)
  const strange = [foreign, unknownKey.toString('base64url'), '', 'A', 'AQ', 'ü', '\0', 'A'.repeat(100_000), '{"v":1}']
  for (const sealed of strange) t.equal(sealer.open('p', sealed), undefined, `one of ${sealed.length} characters`)
  const whole = sealer.seal('p', 'v', 60)
  const cutShort = Array.from(whole, (_, length) => sealer.open('p', whole.slice(0, length)))
  t.ok(cutShort.every((opened) => opened === undefined))
})

t.test('after a rotation what the old key sealed is still opened', async (t) => {
  const { sealer, clock } = testSealer()
  const sealed = sealer.seal('p', 'old', 60)
  clock.currentKey = 2
  t.equal(sealer.open('p', sealed), 'old')
  t.equal(sealer.open('p', sealer.seal('p', 'new', 60)), 'new')
  const renamed = Buffer.from(sealed, 'base64url')
  renamed.writeUInt32BE(2, 1)
  t.equal(sealer.open('p', renamed.toString('base64url')), undefined, 'only by that very key')
})
