import t from 'tap'
import { readCacheSeconds } from '../../src/remote-documents/cache-seconds.ts'

const date = 'Tue, 24 Nov 2026 12:00:00 GMT'

const answers: [headers: Record<string, string>, seconds: number | undefined][] = [
  [{}, undefined],
  [{ 'cache-control': 'public' }, undefined],
  [{ 'cache-control': 'max-age=60' }, 60],
  [{ 'cache-control': 'public, MAX-AGE=31536000, immutable' }, 31_536_000],
  [{ 'cache-control': 'max-age="60"' }, 60],
  [{ 'cache-control': 's-maxage=10, max-age=60' }, 60],
  [{ 'cache-control': 'x-max-age=10' }, undefined],
  [{ 'cache-control': 'max-age=60, max-age=3600' }, 60],
  [{ 'cache-control': 'max-age=0' }, 0],
  [{ 'cache-control': 'max-age=-1' }, 0],
  [{ 'cache-control': 'max-age=1.5' }, 0],
  [{ 'cache-control': 'max-age=soon' }, 0],
  [{ 'cache-control': 'max-age' }, 0],
  [{ 'cache-control': `max-age=${'9'.repeat(400)}` }, 2 ** 31],
  [{ 'cache-control': 'no-store' }, 0],
  [{ 'cache-control': 'max-age=60, no-store' }, 0],
  [{ 'cache-control': 'no-cache, max-age=60' }, 0],
  [{ 'cache-control': 'no-cache="set-cookie", max-age=60' }, 0],
  [{ 'cache-control': 'ext="no-store, max-age=5", max-age=60' }, 60],
  [{ 'cache-control': 'ext="a\\"b, no-store", max-age=60' }, 60],
  [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT', date }, 3600],
  [{ expires: 'Tue, 24 Nov 2026 11:00:00 GMT', date }, 0],
  [{ expires: '0', date: date }, 0],
  [{ expires: 'never', date }, 0],
  [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT', date, 'cache-control': 'max-age=60' }, 60],
  [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT', date, 'cache-control': 'no-store' }, 0],
  [{ expires: 'Tue, 24 Nov 2026 13:00:00 GMT', date, 'cache-control': 'public' }, 3600]
]

t.test('AS-108: how long an answer may be kept, as it says itself', async (t) => {
  for (const [headers, seconds] of answers)
    t.equal(readCacheSeconds(headers), seconds, JSON.stringify(headers).slice(0, 90))
  const expires = new Date(Date.now() + 600_000).toUTCString()
  t.ok(Math.abs((readCacheSeconds({ expires }) ?? 0) - 600) < 5, 'Expires without a Date counts from now')
})
