import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import t from 'tap'
import { carriedOver } from '../../src/vacay/carry-over.ts'

const days = fc.integer({ min: 0, max: 366 })
const year = fc.record({ vacationDays: days, used: days })
const years = fc.array(year, { maxLength: 101 })

t.test('what is left goes into the next year, what was taken too much is forgiven', (t) => {
  const first = { vacationDays: 30, used: 24 }
  t.equal(carriedOver([]), 0)
  t.equal(carriedOver([first]), 6)
  t.equal(carriedOver([first, { vacationDays: 30, used: 40 }]), 0)
  t.end()
})

t.test('nobody begins a year with less than nothing, nor with more than they ever had', (t) => {
  fc.assert(
    fc.property(years, (chain) => {
      const left = carriedOver(chain)
      assert.ok(left >= 0)
      assert.ok(left <= chain.reduce((total, { vacationDays }) => total + vacationDays, 0))
    })
  )
  t.end()
})

t.test('each year begins with what the one before it leaves', (t) => {
  fc.assert(
    fc.property(years, year, (earlier, last) => {
      const remaining = last.vacationDays + carriedOver(earlier) - last.used
      assert.equal(carriedOver([...earlier, last]), remaining > 0 ? remaining : 0)
    })
  )
  t.end()
})

t.test('who never takes too much loses no day, however many years it takes', (t) => {
  const frugal = fc.array(year.filter(({ vacationDays, used }) => used <= vacationDays))
  fc.assert(
    fc.property(frugal, (chain) => {
      const saved = chain.reduce((total, { vacationDays, used }) => total + vacationDays - used, 0)
      assert.equal(carriedOver(chain), saved)
    })
  )
  t.end()
})

t.test('a day more used in any year is never a day more left', (t) => {
  fc.assert(
    fc.property(years, year, years, (earlier, one, later) => {
      const more = { ...one, used: one.used + 1 }
      assert.ok(carriedOver([...earlier, more, ...later]) <= carriedOver([...earlier, one, ...later]))
    })
  )
  t.end()
})
