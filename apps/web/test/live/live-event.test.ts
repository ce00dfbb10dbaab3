import t from 'tap'
import { describeEvent } from '../../src/live/live-event.ts'

const event = { type: 'place:created', tripId: 1, ids: { placeId: 2 } }

t.test('an assistant is named, or else the person', async (t) => {
  t.equal(
    describeEvent({ ...event, by: { userId: 1, username: 'anna', clientName: 'Claude' } }),
    'Claude added a place'
  )
  t.equal(describeEvent({ ...event, by: { userId: 1, username: 'anna', clientName: null } }), 'anna added a place')
  t.equal(describeEvent({ ...event, by: { userId: 1, username: null, clientName: null } }), 'Somebody added a place')
})

t.test('what these pages do not know yet is a change', async (t) =>
  t.equal(
    describeEvent({ ...event, type: 'budget:created', by: { userId: 1, username: 'anna', clientName: null } }),
    'anna changed something'
  )
)
