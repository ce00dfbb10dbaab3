import t from 'tap'
import { DocumentUnavailableError } from '../../src/remote-documents/document-unavailable-error.ts'
import { fetchDocument, type FetchedDocument } from '../../src/remote-documents/fetch-document.ts'
import { createFetchLimits, type FetchLimits } from '../../src/remote-documents/fetch-limits.ts'
import { createTestAuthority, startWebHost } from '@trek/test-web-host'

/** Fetches that end when the test says so. */
function pendingFetches() {
  const ends: (() => void)[] = []
  return {
    ends,
    fetch: () =>
      new Promise<string>((resolve) => {
        ends.push(() => resolve('document'))
      })
  }
}

async function reasonOf(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome
    return 'loaded'
  } catch (error) {
    if (error instanceof DocumentUnavailableError) return error.reason
    throw error
  }
}

function reasons(limits: FetchLimits<string>, urls: string[], fetch: () => Promise<string>): Promise<string[]> {
  return Promise.all(urls.map((url) => reasonOf(limits.run(url, fetch))))
}

const numbered = (count: number, url: (n: number) => string) => Array.from({ length: count }, (_, n) => url(n))
const tally = (outcomes: string[]) =>
  outcomes.reduce<Record<string, number>>((counts, outcome) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1
    return counts
  }, {})

t.test('AS-106: callers of one URL share one fetch', async (t) => {
  const limits = createFetchLimits<string>()
  const { ends, fetch } = pendingFetches()
  const callers = numbered(50, () => 'https://a.example/c').map((url) => limits.run(url, fetch))
  await new Promise(setImmediate)
  t.equal(ends.length, 1, 'one fetch')
  ends[0]?.()
  t.same(await Promise.all(callers), Array(50).fill('document'))

  const next = limits.run('https://a.example/c', fetch)
  ends[1]?.()
  t.equal(await next, 'document')
  t.equal(ends.length, 2, 'a later caller fetches anew')
})

t.test('AS-106: a shared failure reaches every caller, and is not kept', async (t) => {
  const limits = createFetchLimits<string>()
  let fetches = 0
  const fail = async () => {
    fetches++
    throw new DocumentUnavailableError('timed_out')
  }
  const url = 'https://a.example/c'
  t.same(await reasons(limits, [url, url, url], fail), ['timed_out', 'timed_out', 'timed_out'])
  t.equal(fetches, 1)
  const fault = () => {
    throw new TypeError('our own fault')
  }
  await t.rejects(limits.run(url, fault), { name: 'TypeError' }, 'a fetch that throws at once')
  t.equal(await limits.run(url, async () => 'document'), 'document')
})

t.test('AS-106: no more than four fetches of an origin at once', async (t) => {
  const limits = createFetchLimits<string>()
  const { ends, fetch } = pendingFetches()
  const outcomes = reasons(
    limits,
    numbered(10, (n) => `https://a.example/${n}`),
    fetch
  )
  const other = reasonOf(limits.run('https://b.example/c', fetch))
  await new Promise(setImmediate)
  t.equal(ends.length, 5, 'four of one origin, one of another')
  for (const end of ends) end()
  t.same(tally(await outcomes), { loaded: 4, too_many_of_origin_at_once: 6 })
  t.equal(await other, 'loaded')
  t.equal(await reasonOf(limits.run('https://a.example/x', async () => 'document')), 'loaded', 'there is room again')
})

t.test('AS-106: no more than sixteen fetches at once', async (t) => {
  const limits = createFetchLimits<string>()
  const { ends, fetch } = pendingFetches()
  const outcomes = reasons(
    limits,
    numbered(40, (n) => `https://h${n}.example/c`),
    fetch
  )
  await new Promise(setImmediate)
  t.equal(ends.length, 16)
  const joined = limits.run('https://h3.example/c', fetch)
  for (const end of ends) end()
  t.same(tally(await outcomes), { loaded: 16, too_many_at_once: 24 })
  t.equal(await joined, 'document', 'joining a fetch that is under way is never refused')
})

t.test('AS-106: no more than thirty fetches of an origin in any minute', async (t) => {
  let now = 1000
  const limits = createFetchLimits<string>({ now: () => now })
  const load = async () => 'document'
  const outcomes: string[] = []
  for (let n = 0; n < 40; n++) {
    outcomes.push(await reasonOf(limits.run(`https://a.example/${n}`, load)))
    now += 1000
  }
  t.same(tally(outcomes), { loaded: 30, too_many_of_origin_per_minute: 10 })
  t.equal(await reasonOf(limits.run('https://b.example/c', load)), 'loaded', 'other origins are not held up')
  now = 60_999
  t.equal(await reasonOf(limits.run('https://a.example/c', load)), 'too_many_of_origin_per_minute')
  now = 61_000
  t.equal(await reasonOf(limits.run('https://a.example/c', load)), 'loaded', 'the first is a minute ago')
  t.equal(await reasonOf(limits.run('https://a.example/d', load)), 'too_many_of_origin_per_minute')
})

t.test('AS-106: no more than 120 fetches in any minute', async (t) => {
  let now = 0
  const limits = createFetchLimits<string>({ now: () => now })
  const outcomes: string[] = []
  for (let n = 0; n < 150; n++) {
    outcomes.push(await reasonOf(limits.run(`https://h${n}.example/c`, async () => 'document')))
  }
  t.same(tally(outcomes), { loaded: 120, too_many_per_minute: 30 })
  now = 60_000
  t.equal(await reasonOf(limits.run('https://x.example/c', async () => 'document')), 'loaded')
})

t.test('AS-106: the bounds are options, and two sets of limits know nothing of each other', async (t) => {
  const options = { concurrent: 2, perOriginConcurrent: 1, perMinute: 3, perOriginPerMinute: 2, now: () => 0 }
  const limits = createFetchLimits<string>(options)
  const load = async () => 'document'
  const urls = ['https://a.example/1', 'https://a.example/2', 'https://b.example/1', 'https://c.example/1']
  t.same(await reasons(limits, urls, load), ['loaded', 'too_many_of_origin_at_once', 'loaded', 'too_many_at_once'])
  t.equal(await reasonOf(limits.run('https://a.example/2', load)), 'loaded')
  t.equal(await reasonOf(limits.run('https://a.example/3', load)), 'too_many_per_minute')
  t.equal(await reasonOf(createFetchLimits<string>(options).run('https://a.example/3', load)), 'loaded')
})

t.test('AS-106: text that is not a URL is refused like everything else', async (t) => {
  t.equal(await reasonOf(createFetchLimits<string>().run('nonsense', async () => 'document')), 'url_refused')
})

t.test('AS-106: a storm on one document is one request to its host', async (t) => {
  const authority = await createTestAuthority()
  const host = await startWebHost(t, await authority.issue('client.test'), authority.ca, (_, reply) => {
    setTimeout(() => reply.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'), 50)
  })
  const limits = createFetchLimits<FetchedDocument>()
  const url = 'https://client.test/c'
  const answers = await Promise.all(
    numbered(200, () => url).map((each) => limits.run(each, () => fetchDocument(each, host.options)))
  )
  t.equal(answers.length, 200)
  t.ok(answers.every(({ body }) => (body as { ok: boolean }).ok))
  t.same(host.hits, ['/c'])

  const outcomes = await Promise.all(
    numbered(200, (n) => `https://client.test/${n}`).map((each) =>
      reasonOf(limits.run(each, () => fetchDocument(each, host.options)))
    )
  )
  t.same(tally(outcomes), { loaded: 4, too_many_of_origin_at_once: 196 })
  t.equal(host.hits.length, 5)
})
