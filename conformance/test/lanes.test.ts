import t from 'tap'
import { inLanes } from '../src/lanes.ts'

t.test('so many jobs are done at a time, and answered in their order', async (t) => {
  let running = 0
  let most = 0
  const outcomes = await inLanes(2, [30, 10, 20, 10, 10], async (milliseconds) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    running--
    return milliseconds * 2
  })
  t.same(outcomes, [60, 20, 40, 20, 20])
  t.equal(most, 2)
})

t.test('the first that fails ends it', async (t) => {
  const jobs = ['fine', 'broken', 'fine']
  await t.rejects(
    inLanes(2, jobs, async (job) => {
      if (job === 'broken') throw new Error(job)
      return job
    }),
    { message: 'broken' }
  )
})
