import t from 'tap'
import { formatUserCode, mintUserCode, normalizeUserCode } from '../../src/device-authorization/user-code.ts'

t.test('AS-122: a user code is eight of 20 letters, each equally likely', async (t) => {
  const codes = Array.from({ length: 2000 }, () => mintUserCode())
  t.ok(codes.every((code) => /^[BCDFGHJKLMNPQRSTVWXZ]{8}$/.test(code)))
  t.equal(new Set(codes).size, 2000, 'no two are equal')
  const counts = new Map<string, number>()
  for (const letter of codes.join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  t.equal(counts.size, 20)
  for (const [letter, count] of counts) t.ok(Math.abs(count - 800) < 200, `${letter} came ${count} times`)
})

t.test('AS-122: bytes that would favour some letters are thrown away', async (t) => {
  const bytes = [255, 240, 239, 0, 1, 2, 3, 4, 5, 6]
  const code = mintUserCode((size) => Uint8Array.from(bytes.splice(0, size)))
  t.equal(code, 'ZBCDFGHJ')
})

t.test('AS-122: people type codes as they like', async (t) => {
  for (const typed of [
    'WDJB-MJHT',
    'wdjbmjht',
    ' wdjb mjht ',
    'W D J B M J H T',
    'wdjb–mjht',
    'WDJB‑MJHT',
    'wdjb_mjht.',
    'WDJB\u00a0MJHT\n'
  ])
    t.equal(normalizeUserCode(typed), 'WDJBMJHT', JSON.stringify(typed))
  for (const typed of ['', 'WDJB-MJH', 'WDJB-MJHTT', 'WDJB-MJHA', 'WDJB-MJH1', 'WDJBMJH\u0000', 'ẄDJBMJHT', '<b>'])
    t.equal(normalizeUserCode(typed), undefined, JSON.stringify(typed))
  t.equal(formatUserCode('WDJBMJHT'), 'WDJB-MJHT')
})
