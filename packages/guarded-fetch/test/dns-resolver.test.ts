import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'
import { createTestAuthority, PUBLIC_ADDRESS, startWebHost } from '@trek/test-web-host'
import t, { type Test } from 'tap'
import { createDnsResolver, fetchGuarded } from '../src/index.ts'

const A = 1
const AAAA = 28
const SERVFAIL = 2
const NXDOMAIN = 3

type Answer = string[] | number | 'silence'

/** A DNS server: addresses, a failure code or silence for every question. */
async function startDns(t: Test, answer: (hostname: string, type: number) => Answer) {
  const questions: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, client) => {
    const labels: string[] = []
    let at = 12
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length))
      at += 1 + length
    }
    const question = query.subarray(12, at + 5)
    const type = query.readUInt16BE(at + 1)
    const hostname = labels.join('.').toLowerCase()
    questions.push(`${hostname} ${type === A ? 'A' : 'AAAA'}`)
    const found = answer(hostname, type)
    if (found === 'silence') return
    const addresses = typeof found === 'number' ? [] : found.map(addressBytes)
    const head = Buffer.alloc(12)
    query.copy(head, 0, 0, 2)
    head.writeUInt16BE(0x8180 | (typeof found === 'number' ? found : 0), 2)
    head.writeUInt16BE(1, 4)
    head.writeUInt16BE(addresses.length, 6)
    const records = addresses.map((address) => {
      const record = Buffer.alloc(12)
      record.writeUInt16BE(0xc00c, 0)
      record.writeUInt16BE(type, 2)
      record.writeUInt16BE(1, 4)
      record.writeUInt16BE(address.length, 10)
      return Buffer.concat([record, address])
    })
    socket.send(Buffer.concat([head, question, ...records]), client.port, client.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  t.teardown(() => void socket.close())
  return { questions, resolve: createDnsResolver([`127.0.0.1:${socket.address().port}`]) }
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  return Buffer.from(groups.map((group) => group.padStart(4, '0')).join(''), 'hex')
}

t.test('AS-104: both kinds of address count', async (t) => {
  const { resolve, questions } = await startDns(t, (_, type) =>
    type === A ? ['8.8.8.8', '10.0.0.1'] : ['2606:4700::1', '::1']
  )
  t.same(await resolve('client.test', AbortSignal.timeout(5000)), ['8.8.8.8', '10.0.0.1', '2606:4700::1', '::1'])
  t.same(questions.toSorted(), ['client.test A', 'client.test AAAA'])
})

t.test('AS-104: one kind is enough, none is an empty answer', async (t) => {
  const { resolve } = await startDns(t, (hostname, type) => {
    if (hostname === 'v4.test') return type === A ? ['8.8.8.8'] : []
    if (hostname === 'v6.test') return type === AAAA ? ['2606:4700::1'] : SERVFAIL
    return NXDOMAIN
  })
  const signal = AbortSignal.timeout(5000)
  t.same(await resolve('v4.test', signal), ['8.8.8.8'])
  t.same(await resolve('v6.test', signal), ['2606:4700::1'])
  t.same(await resolve('nobody.test', signal), [])
})

t.test('AS-104: a query ends with its signal', async (t) => {
  const { resolve } = await startDns(t, () => 'silence')
  const startedAt = performance.now()
  t.same(await resolve('client.test', AbortSignal.timeout(100)), [])
  t.ok(performance.now() - startedAt < 900)
})

t.test('AS-104: a name that is rebound between fetches, and one that is half private', async (t) => {
  const authority = await createTestAuthority()
  const host = await startWebHost(t, await authority.issue('client.test'), authority.ca, (_, reply) => {
    reply.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
  })
  let address = PUBLIC_ADDRESS
  const dns = await startDns(t, (hostname, type) => {
    if (hostname === 'half.test') return type === A ? [PUBLIC_ADDRESS] : ['fd00::1']
    if (type === AAAA) return []
    const answer = [address]
    address = '127.0.0.1'
    return answer
  })
  const options = { ...host.options, resolve: dns.resolve, timeoutMilliseconds: 5000, maxBytes: 5120 }
  t.equal((await fetchGuarded(new URL('https://client.test/a'), options)).body.toString(), '{"ok":true}')
  t.same(dns.questions.toSorted(), ['client.test A', 'client.test AAAA'], 'asked once')
  for (const [url, detail] of [
    ['https://client.test/a', '127.0.0.1'],
    ['https://half.test/a', 'fd00::1']
  ] as const) {
    const error: unknown = await fetchGuarded(new URL(url), options).catch((error: unknown) => error)
    t.match(error, { reason: 'address_not_public', detail }, url)
  }
  t.same(host.connections, [[PUBLIC_ADDRESS, 443]], 'neither got a connection')
})
