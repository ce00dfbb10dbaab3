import { assert, integer, property, uniqueArray } from 'fast-check'
import t from 'tap'
import { readPage, toPage } from '../src/values/page.ts'

t.test('pages show every row once, however many fit on one', (t) => {
  const ids = uniqueArray(integer({ min: 1, max: 1_000_000 }), { maxLength: 60 })
  assert(
    property(ids, integer({ min: 1, max: 10 }), (all, limit) => {
      const stored = all.toSorted((a, b) => b - a).map((id) => ({ id }))
      const shown: { id: number }[] = []
      let cursor: string | undefined
      do {
        const { before, rows } = readPage({ limit, cursor })
        const { items, nextCursor } = toPage(stored.filter(({ id }) => id < before).slice(0, rows), limit)
        shown.push(...items)
        cursor = nextCursor ?? undefined
      } while (cursor !== undefined)
      return JSON.stringify(shown) === JSON.stringify(stored)
    })
  )
  t.end()
})

t.test('a page has a size within bounds', (t) => {
  t.match(readPage({}), { limit: 50, rows: 51 })
  t.match(readPage({ limit: 0 }), { limit: 1 })
  t.match(readPage({ limit: 10_000 }), { limit: 200, rows: 201 })
  t.end()
})

const text = (cursor: string) => Buffer.from(cursor).toString('base64url')
for (const cursor of ['', '7', text('id:0'), text('id:-1'), text('id:1e3'), text('id:99999999999999999'), text('x')]) {
  t.test(`refuses the cursor "${cursor}", which no page gave`, (t) => {
    t.throws(() => readPage({ cursor }), { code: 'invalid_value' })
    t.end()
  })
}
