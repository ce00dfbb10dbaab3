import t from 'tap'
import { describeConsequences } from '../../../../src/pages/settings/profile/consequences.ts'

const nothing = { trips: 0, shared_trips: 0, connected_apps: 0, machine_clients: 0, is_last_administrator: false }

t.test('what there is none of is not mentioned', async (t) => {
  t.same(describeConsequences(nothing), ['You will leave the trips of others, and be signed out everywhere.'])
})

t.test('every loss has its number, and shared trips are not counted twice', async (t) => {
  t.same(
    describeConsequences({ ...nothing, trips: 3, shared_trips: 1, connected_apps: 2, machine_clients: 1 }).slice(0, -1),
    [
      '2 trips of yours will be gone.',
      '1 trip you share with others will be gone for them too.',
      '2 connected apps will lose access at once.',
      '1 machine client will stop working, and every program that uses one.'
    ]
  )
})
