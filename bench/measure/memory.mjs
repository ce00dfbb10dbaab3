import { setTimeout } from 'node:timers/promises'

/** What goes when a request or a connection has ended goes within this. */
const SETTLE_MS = 300

/**
 * The bytes this process cannot let go of. Needs `--expose-gc`.
 *
 * @returns {Promise<number>}
 */
export async function memoryInUse() {
  await setTimeout(SETTLE_MS)
  // The first collection runs finalisers; what they held goes with the second.
  globalThis.gc()
  await setTimeout(SETTLE_MS)
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
