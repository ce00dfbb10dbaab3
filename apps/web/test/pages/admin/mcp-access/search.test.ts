import t from 'tap'
import { fitting, pageOf } from '../../../../src/pages/admin/mcp-access/search.ts'

t.test('a search looks for every word, in any text, in any case', async (t) => {
  const items = [
    ['anna', 'Claude Code'],
    ['berta', 'Claude Code'],
    ['anna', 'Cursor']
  ]
  const find = (words: string) => fitting(items, words, (texts) => texts)
  t.same(find('CLAUDE anna'), [items[0]])
  t.same(find('cur'), [items[2]])
  t.same(find('  '), items)
  t.same(find('claude zoe'), [])
})

t.test('pages hold twenty, and there is always one', async (t) => {
  const items = Array.from({ length: 41 }, (_, i) => i)
  t.match(pageOf(items, 0), { shown: items.slice(0, 20), page: 0, pages: 3 })
  t.same(pageOf(items, 2), { shown: [40], page: 2, pages: 3 })
  t.same(pageOf(items, 9), { shown: [40], page: 2, pages: 3 }, 'when the last ones have been revoked')
  t.same(pageOf([], 0), { shown: [], page: 0, pages: 1 })
})
