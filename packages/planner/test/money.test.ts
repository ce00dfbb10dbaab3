import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import t from 'tap'
import { convert, minorUnitDigits, toAmount, toDecimalText, toMinorUnits } from '../src/values/money.ts'
import { splitByWeight, splitEvenly, sum } from '../src/values/shares.ts'

const currencies = fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF')
const amounts = fc.bigInt({ min: 0n, max: 10n ** 14n })

t.test('every currency has its own smallest unit', (t) => {
  t.same(['EUR', 'JPY', 'KWD'].map(minorUnitDigits), [2, 0, 3])
  t.equal(toMinorUnits(12.34, 'EUR'), 1234n)
  t.equal(toMinorUnits(1200, 'JPY'), 1200n)
  t.equal(toMinorUnits('0.0050', 'KWD'), 5n)
  t.equal(toDecimalText(5n, 'KWD'), '0.005')
  t.equal(toDecimalText(-1234n, 'EUR'), '-12.34')
  t.equal(toDecimalText(1200n, 'JPY'), '1200')
  t.end()
})

t.test('a number counts as the decimal it is written as', (t) => {
  t.equal(toMinorUnits(1.005, 'EUR'), 101n, 'which no binary fraction is')
  t.equal(toMinorUnits(0.1 + 0.2, 'EUR'), 30n)
  t.equal(toMinorUnits(4e-7, 'EUR'), 0n)
  t.equal(toMinorUnits(9_999_999_999.99, 'EUR'), 999_999_999_999n)
  t.equal(toMinorUnits(0.5, 'JPY'), 1n, 'halves are rounded up')
  t.throws(() => toMinorUnits(Number.NaN, 'EUR'))
  t.end()
})

t.test('an amount survives the way out and back', (t) => {
  fc.assert(
    fc.property(amounts, currencies, (amount, currency) => {
      assert.equal(toMinorUnits(toDecimalText(amount, currency), currency), amount)
      assert.equal(toMinorUnits(toAmount(amount, currency), currency), amount)
    })
  )
  t.end()
})

t.test('converts between currencies of different units', (t) => {
  assert.equal(convert(9000n, { from: 'USD', to: 'EUR', rate: 1.2 }), 7500n)
  assert.equal(convert(10_000n, { from: 'JPY', to: 'EUR', rate: '160.5' }), 6231n, '62.305… EUR')
  assert.equal(convert(100n, { from: 'EUR', to: 'KWD', rate: '3.2' }), 313n, '0.3125 KWD')
  assert.equal(convert(1_000_000_000_000n, { from: 'IDR', to: 'IDR', rate: 1 }), 1_000_000_000_000n)
  assert.equal(convert(350n, { from: 'EUR', to: 'IDR', rate: '5.6e-5' }), 62_500n)
  t.end()
})

t.test('equal parts add up, differ by one unit at most, and the left-over units go round', (t) => {
  assert.deepEqual(splitEvenly(10_000n, 3, 7), [3333n, 3334n, 3333n], 'the example of expense 7')
  assert.deepEqual(splitEvenly(200n, 3, 2), [67n, 66n, 67n])
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 50 }), fc.nat(), (amount, parts, start) => {
      const split = splitEvenly(amount, parts, start)
      assert.equal(sum(split), amount)
      assert.ok(split.every((part) => part === amount / BigInt(parts) || part === amount / BigInt(parts) + 1n))
    })
  )
  t.end()
})

t.test('parts by weight add up, and none is a unit away from its due', (t) => {
  assert.deepEqual(splitByWeight(100n, [1n, 1n, 1n]), [34n, 33n, 33n])
  assert.deepEqual(splitByWeight(100n, [0n, 2n, 1n]), [0n, 67n, 33n])
  const weights = fc.array(amounts, { minLength: 1, maxLength: 20 }).filter((some) => sum(some) > 0n)
  fc.assert(
    fc.property(amounts, weights, (amount, some) => {
      const split = splitByWeight(amount, some)
      assert.equal(sum(split), amount)
      const whole = sum(some)
      for (const [i, part] of split.entries()) {
        const error = part * whole - amount * (some[i] ?? 0n)
        assert.ok(error < whole && -error < whole)
      }
    })
  )
  fc.assert(
    fc.property(weights, (some) => {
      assert.deepEqual(splitByWeight(sum(some), some), some, 'what adds up already stays')
    })
  )
  t.end()
})
