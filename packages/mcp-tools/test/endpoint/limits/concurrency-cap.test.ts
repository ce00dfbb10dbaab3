import t from 'tap'
import { createConcurrencyCap } from '../../../src/endpoint/limits/concurrency-cap.ts'

t.test('MCP-39: so many run at once for each key, and one more when one has left', async (t) => {
  const cap = createConcurrencyCap(2)
  const leave = cap.enter('anna')
  t.ok(leave)
  t.ok(cap.enter('anna'))
  t.equal(cap.enter('anna'), undefined)
  t.ok(cap.enter('bob'), 'others are not in their way')
  leave?.()
  leave?.()
  t.ok(cap.enter('anna'), 'one place came free')
  t.equal(cap.enter('anna'), undefined, 'and leaving twice frees no second')
})

t.test('MCP-39: a key that nobody runs anything for begins anew', async (t) => {
  const cap = createConcurrencyCap(1)
  for (let i = 0; i < 3; i++) {
    const leave = cap.enter('anna')
    t.ok(leave)
    leave?.()
  }
})

t.test('a limit that lets nobody in is a mistake', async (t) => {
  for (const limit of [0, -1, 1.5, Number.NaN]) t.throws(() => createConcurrencyCap(limit), RangeError, String(limit))
})
