import t from 'tap'
import { createTokenFormat, type TokenKind } from '../src/index.ts'

const kinds: [TokenKind, string][] = [
  ['access', 'trekoa_'],
  ['refresh', 'trekrf_'],
  ['client_secret', 'trekcs_'],
  ['device_code', 'trekdc_'],
  ['static', 'trek_']
]

t.test('TS-01: a token is its prefix, 43 base62 characters and a checksum', async (t) => {
  const format = createTokenFormat('trek')
  for (const [kind, head] of kinds) {
    const tokens = Array.from({ length: 200 }, () => format.mint(kind))
    t.ok(
      tokens.every((token) => new RegExp(`^${head}[0-9A-Za-z]{49}$`).test(token)),
      `${head} tokens have the format`
    )
    t.ok(
      tokens.every((token) => format.isWellFormed(token, kind)),
      `${head} tokens are recognised`
    )
    t.equal(new Set(tokens).size, 200, 'no two are equal')
  }
})

t.test('TS-01: every character of the alphabet is equally likely', async (t) => {
  const format = createTokenFormat('trek')
  const counts = new Map<string, number>()
  for (let i = 0; i < 2000; i++) {
    for (const character of format.mint('static').slice(5, 48)) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const expected = (2000 * 43) / 62
  t.equal(counts.size, 62)
  for (const [character, count] of counts)
    t.ok(Math.abs(count - expected) < expected * 0.25, `${character} came ${count} times`)
})

t.test('TS-01: bytes that would favour some characters are thrown away', async (t) => {
  const bytes = [...Array(20).fill(255), ...Array(60).fill(0)]
  const format = createTokenFormat('trek', (size: number) => Buffer.from(bytes.splice(0, size)))
  t.equal(format.mint('static').slice(5, 48), '0'.repeat(43))
})

t.test('TS-02: a typing error, a truncated token and the wrong kind are refused', async (t) => {
  const format = createTokenFormat('trek')
  const token = format.mint('access')
  const flipped = token.slice(0, 20) + (token[20] === 'a' ? 'b' : 'a') + token.slice(21)
  for (const [what, text] of [
    ['one wrong character', flipped],
    ['a missing character', token.slice(0, -1)],
    ['a trailing character', `${token}0`],
    ['another alphabet', `${token.slice(0, -1)}-`],
    ['another prefix', token.replace('trekoa_', 'notesoa_')],
    ['nothing', '']
  ] as const) {
    t.notOk(format.isWellFormed(text, 'access'), what)
  }
  t.notOk(format.isWellFormed(token, 'refresh'), 'an access token as refresh token')
  t.notOk(createTokenFormat('notes').isWellFormed(token, 'access'), 'TS-05: a token of another application')
})
