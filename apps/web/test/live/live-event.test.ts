import t from 'tap'
import { describeEvent, tripChanges } from '../../src/live/live-event.ts'

const event = { type: 'place:created', tripId: 1, ids: { placeId: 2 } }

t.test('an assistant is named, or else the person', async (t) => {
  t.equal(
    describeEvent({ ...event, by: { userId: 1, username: 'anna', clientName: 'Claude' } }),
    'Claude added a place'
  )
  t.equal(describeEvent({ ...event, by: { userId: 1, username: 'anna', clientName: null } }), 'anna added a place')
  t.equal(describeEvent({ ...event, by: { userId: 1, username: null, clientName: null } }), 'Somebody added a place')
})

t.test('every change of a trip has words of its own', async (t) => {
  const by = { userId: 1, username: 'anna', clientName: null }
  const types = Object.keys(tripChanges)
  const sentences = types.map((type) => describeEvent({ ...event, type, by }))
  for (const sentence of sentences) t.match(sentence, /^anna [a-z]+ .*[a-z]$/)
  t.equal(new Set(sentences).size, types.length)
  t.notOk(sentences.includes('anna changed something'))
})

t.test('what these pages do not know yet is a change', async (t) =>
  t.equal(
    describeEvent({ ...event, type: 'weather:changed', by: { userId: 1, username: 'anna', clientName: null } }),
    'anna changed something'
  )
)
