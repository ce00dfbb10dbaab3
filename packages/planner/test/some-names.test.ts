import t from 'tap'
import { someNames } from '../src/values/some-names.ts'

t.test('one thing is named, of several the first', async (t) => {
  t.equal(someNames(['Tent']), 'Tent')
  t.equal(someNames(['Tent', 'Stove', 'Map']), 'Tent and 2 more')
})
