import t from 'tap'
import { describeActivity, type Told } from '../../src/live/activity-sentence.ts'

const louvre: Told = {
  type: 'assignment:created',
  what: 'Louvre',
  where: 'day 2',
  user: { username: 'anna' },
  client_name: 'Claude',
  undoes: null
}

t.test('an assistant is named, or else the person', async (t) => {
  t.equal(describeActivity(louvre), 'Claude added Louvre to day 2')
  t.equal(describeActivity({ ...louvre, client_name: null }), 'anna added Louvre to day 2')
  t.equal(describeActivity({ ...louvre, client_name: null, user: null }), 'Somebody added Louvre to day 2')
})

t.test('where it was is said only where it is known', async (t) =>
  t.equal(describeActivity({ ...louvre, type: 'assignment:moved', where: null }), 'Claude moved Louvre')
)

t.test('names are taken as they are', async (t) =>
  t.equal(describeActivity({ ...louvre, what: '$& {where} [x]' }), 'Claude added $& {where} [x] to day 2')
)

t.test('undoing says what came of it', async (t) => {
  const undoing = { ...louvre, client_name: null, undoes: 7 }
  t.equal(describeActivity({ ...undoing, type: 'assignment:deleted' }), 'anna undid a change and took Louvre off day 2')
  t.equal(describeActivity({ ...undoing, type: 'place:updated', where: null }), 'anna undid a change of Louvre')
})

t.test('what these pages do not know yet is a change', async (t) =>
  t.equal(describeActivity({ ...louvre, type: 'weather:ordered' }), 'Claude changed Louvre')
)
