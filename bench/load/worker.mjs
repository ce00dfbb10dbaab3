import { answerParent } from '../measure/answer-parent.mjs'
import { createClosedLoop } from './closed-loop.mjs'

/**
 * The process that makes the load. `{ subject, target, connections }` makes a subject known; `{ subject, seconds }` loads
 * it and is answered with `{ round }`. Connections stay open in between.
 */
const loops = new Map()

answerParent(async ({ subject, target, connections, seconds }) => {
  if (target) {
    loops.set(subject, createClosedLoop(target, connections))
    return {}
  }
  return { round: await loops.get(subject).run(seconds) }
})
