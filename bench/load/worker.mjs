import { answerParent } from '../measure/answer-parent.mjs'
import { createClosedLoop } from './closed-loop.mjs'
import { introduceClients } from './idle-clients.mjs'

/**
 * The process that makes the load. Connections stay open in between.
 *
 * - `{ subject, target, connections }` makes a subject known and asks it once for each connection.
 * - `{ subject, seconds }` loads it and is answered with `{ round }`.
 * - `{ subject, idleClients }` brings so many clients that then do nothing; 0 lets those leave that came before.
 */
const targets = new Map()
const loops = new Map()
const guests = new Map()

answerParent(async ({ subject, target, connections, seconds, idleClients }) => {
  if (target) {
    const loop = createClosedLoop(target, connections)
    targets.set(subject, target)
    loops.set(subject, loop)
    return { checked: await loop.check() }
  }
  if (idleClients !== undefined) {
    await guests.get(subject)?.leave()
    guests.set(subject, await introduceClients(targets.get(subject), idleClients))
    return {}
  }
  return { round: await loops.get(subject).run(seconds) }
})
