import t from 'tap'
import { describeWeek, isOpenAt, readOpeningHours } from '../../src/places/opening-hours.ts'

const week = (text: string) => describeWeek(readOpeningHours(text)).map((line) => line.replace(/^\w+: /, ''))

const texts: [text: string, days: string[]][] = [
  ['24/7', Array<string>(7).fill('00:00-24:00')],
  ['10:00-18:00', Array<string>(7).fill('10:00-18:00')],
  ['Mo-Fr 09:00-18:00; Sa 10:00-14:00', [...Array<string>(5).fill('09:00-18:00'), '10:00-14:00', 'Closed']],
  [
    'Mo,We,Sa-Su 9:00-12:00',
    ['09:00-12:00', 'Closed', '09:00-12:00', 'Closed', 'Closed', '09:00-12:00', '09:00-12:00']
  ],
  ['Sa-Mo 20:00-02:00', ['20:00-02:00', 'Closed', 'Closed', 'Closed', 'Closed', '20:00-02:00', '20:00-02:00']],
  ['Mo-Su 09:00-17:00; Tu off', ['09:00-17:00', 'Closed', ...Array<string>(5).fill('09:00-17:00')]],
  ['Mo-Su,PH 09:00-17:00; PH off', Array<string>(7).fill('09:00-17:00')],
  ['Mo 09:00-17:00; Apr-Oct Tu 09:00-20:00', ['09:00-17:00', ...Array<string>(6).fill('?')]],
  ['sunrise-sunset', Array<string>(7).fill('?')],
  ['', Array<string>(7).fill('?')]
]

for (const [text, days] of texts) {
  t.test(`opening hours "${text}"`, async (t) => t.same(week(text), days))
}

t.test('whether it is open, also after midnight', async (t) => {
  const bar = readOpeningHours('Fr,Su 20:00-02:00')
  const [friday, saturday, sunday, monday] = [4, 5, 6, 0]
  t.equal(isOpenAt(bar, friday, 19 * 60 + 59), false)
  t.equal(isOpenAt(bar, friday, 20 * 60), true)
  t.equal(isOpenAt(bar, saturday, 119), true, 'of the night before')
  t.equal(isOpenAt(bar, saturday, 120), false)
  t.equal(isOpenAt(bar, monday, 60), true, 'over the end of the week')
  t.equal(isOpenAt(bar, sunday, 60), false)
  t.equal(isOpenAt(readOpeningHours('Mo 09:00-17:00; week 1 Tu 09:00-20:00'), 3, 600), null)
})
