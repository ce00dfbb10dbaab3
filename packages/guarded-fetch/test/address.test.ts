import { randomBytes } from 'node:crypto'
import t from 'tap'
import { isGlobalAddress } from '../src/index.ts'

/** The registries of IANA once more, as bits, to judge the judge: what is not public. */
const SPECIAL_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32'
]
const SPECIAL_V6 = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['::', 96, 'IPv4-compatible'],
  ['::ffff:0:0', 96, 'IPv4-mapped'],
  ['::ffff:0:0:0', 96, 'IPv4-translated'],
  ['64:ff9b:1::', 48, 'local-use NAT64'],
  ['100::', 64, 'discard-only'],
  ['100:0:0:1::', 64, 'dummy'],
  ['2001::', 32, 'Teredo'],
  ['2001:2::', 48, 'benchmarking'],
  ['2001:10::', 28, 'ORCHID'],
  ['2001:20::', 28, 'ORCHIDv2'],
  ['2001:db8::', 32, 'documentation'],
  ['2002::', 16, '6to4'],
  ['3fff::', 20, 'documentation'],
  ['5f00::', 16, 'segment routing'],
  ['fc00::', 7, 'unique-local'],
  ['fe80::', 10, 'link-local'],
  ['fec0::', 10, 'site-local'],
  ['ff00::', 8, 'multicast']
] as const

const toV4 = (bits: bigint) => [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join('.')
const fromV4 = (text: string) => text.split('.').reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n)
const toV6 = (bits: bigint) =>
  bits
    .toString(16)
    .padStart(32, '0')
    .replace(/.{4}(?=.)/g, '$&:')

function fromV6(text: string): bigint {
  const [head = '', tail = ''] = text.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const groups = [...before, ...Array(8 - before.length - after.length).fill('0'), ...after]
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n)
}

/** First, last and some addresses of a range. */
function* within(first: bigint, prefix: number, width: number) {
  const size = 1n << BigInt(width - prefix)
  yield first
  yield first + size - 1n
  for (let i = 0; i < 50; i++) yield first + (BigInt(`0x${randomBytes(16).toString('hex')}`) % size)
}

const specialV4 = SPECIAL_V4.map((range) => {
  const [network = '', prefix] = range.split('/')
  return { range, first: fromV4(network), prefix: Number(prefix) }
})

function isSpecialV4(bits: bigint): boolean {
  return specialV4.some(({ first, prefix }) => bits >> BigInt(32 - prefix) === first >> BigInt(32 - prefix))
}

t.test(
  'AS-104: no address of a special-use IPv4 range is public, its neighbours are judged by themselves',
  async (t) => {
    for (const { range, first, prefix } of specialV4) {
      const found = [...within(first, prefix, 32)].map(toV4).filter(isGlobalAddress)
      t.same(found, [], range)
      for (const neighbour of [first - 1n, first + (1n << BigInt(32 - prefix))]) {
        if (neighbour < 0n || neighbour > 0xffffffffn) continue
        t.equal(isGlobalAddress(toV4(neighbour)), !isSpecialV4(neighbour), `${toV4(neighbour)}, next to ${range}`)
      }
    }
  }
)

t.test('AS-104: random IPv4 addresses are judged as the registry has them', async (t) => {
  const wrong = Array.from({ length: 20_000 }, () => BigInt(`0x${randomBytes(4).toString('hex')}`))
    .filter((bits) => isGlobalAddress(toV4(bits)) === isSpecialV4(bits))
    .map(toV4)
  t.same(wrong, [])
})

t.test('AS-104: no address of a special-use IPv6 range is public', async (t) => {
  for (const [network, prefix, name] of SPECIAL_V6) {
    const found = [...within(fromV6(network), prefix, 128)].map(toV6).filter(isGlobalAddress)
    t.same(found, [], `${network}/${prefix} ${name}`)
  }
})

t.test('AS-104: only 2000::/3 has public IPv6 addresses', async (t) => {
  const outside = Array.from({ length: 20_000 }, () => BigInt(`0x${randomBytes(16).toString('hex')}`))
    .filter((bits) => bits >> 125n !== 1n)
    .map(toV6)
  t.ok(outside.length > 10_000)
  t.same(outside.filter(isGlobalAddress), [])
})

t.test('AS-104: an IPv4 address inside an IPv6 address does not slip through', async (t) => {
  for (const { range, first, prefix } of specialV4) {
    for (const bits of within(first, prefix, 32)) {
      const dotted = toV4(bits)
      const hex = toV6(bits).slice(-9)
      const inverted = toV6(bits ^ 0xffffffffn).slice(-9)
      const carriers = [
        `::ffff:${dotted}`,
        `::ffff:${hex}`,
        `0:0:0:0:0:FFFF:${hex}`,
        `::${dotted}`,
        `::ffff:0:${dotted}`,
        `64:ff9b::${dotted}`,
        `64:ff9b::${hex}`,
        `64:ff9b:1::${dotted}`,
        `2002:${hex}::1`,
        `2001:0:${hex}:0:0:0:1`,
        `2001:0:808:808:0:0:${inverted}`
      ]
      const found = carriers.filter(isGlobalAddress)
      if (found.length > 0) t.fail(`${range}: ${found.join()}`)
    }
    t.pass(range)
  }
  t.notOk(isGlobalAddress('::ffff:8.8.8.8'), 'an IPv4-mapped address, even of a public one')
  t.notOk(isGlobalAddress('2002:808:808::1'), '6to4, even of a public one')
  t.ok(isGlobalAddress('64:ff9b::8.8.8.8'), 'NAT64 of a public one, as DNS64 makes them')
  t.ok(isGlobalAddress('64:ff9b::808:808'))
})

t.test('AS-104: addresses of the public internet are public', async (t) => {
  for (const ip of [
    '1.1.1.1',
    '8.8.8.8',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
    '2001:4860:4860::8888',
    '2001:200::1',
    '2001:db7:ffff::1',
    '2001:db9::',
    '2003::1',
    '3ffe:ffff::1'
  ]) {
    t.ok(isGlobalAddress(ip), ip)
  }
})

t.test('AS-104: text that is not one plain address is not public', async (t) => {
  for (const text of [
    '',
    'a.example',
    '8.8.8',
    '8.8.8.8.8',
    '08.8.8.8',
    '0x8.8.8.8',
    '134744072',
    '8.8.8.8 ',
    ' 8.8.8.8',
    '8.8.8.8:443',
    '8.8.8.8/32',
    '[2606:4700::1]',
    '2606:4700::1%eth0',
    '2606:4700:::1',
    '2606:4700::1\n'
  ]) {
    t.notOk(isGlobalAddress(text), JSON.stringify(text))
  }
})
