import { createSecretKey, randomBytes } from 'node:crypto'
import type { CallStore } from '../definitions/call-store.ts'
import { createSealer } from './sealer.ts'

/** For an application that is one process: what is sealed and used is forgotten when it ends. */
export function createLocalCallStore(): CallStore {
  const only = { id: 1, key: createSecretKey(randomBytes(32)) }
  const used = new Map<string, number>()
  return {
    sealer: createSealer({ current: () => only, find: (id) => (id === only.id ? only : undefined), now: Date.now }),
    async useOnce(identifier, lifetimeSeconds) {
      const now = Date.now()
      for (const [known, until] of used) if (until < now) used.delete(known)
      if (used.has(identifier)) return false
      used.set(identifier, now + lifetimeSeconds * 1000)
      return true
    }
  }
}
