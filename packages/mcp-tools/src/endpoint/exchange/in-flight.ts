import type { MessageBus } from '../definitions/message-bus.ts'
import type { Principal } from '../definitions/principal.ts'
import type { RequestId } from '../wire/json-rpc.ts'

/** Requests of older clients that are being worked on, so that `notifications/cancelled` finds them on whichever node. */
export interface InFlight {
  /** Returns what to call at the end. */
  add(principal: Principal, sessionId: string | undefined, id: RequestId, cancel: () => void): () => void
  cancel(principal: Principal, sessionId: string | undefined, id: RequestId): Promise<void>
  close(): void
}

export function createInFlight(bus: MessageBus): InFlight {
  const running = new Map<string, Set<() => void>>()

  /** Without a session two connections of one client may use the same id: then nobody knows which is meant. */
  function cancelHere(key: string): boolean {
    const [cancel, another] = running.get(key) ?? []
    if (!cancel || another) return false
    cancel()
    return true
  }

  const stop = bus.listen((message) => {
    const heard = JSON.parse(message) as Record<string, unknown>
    if (heard.type === 'cancel') cancelHere(String(heard.key))
  })

  return {
    add(principal, sessionId, id, cancel) {
      const key = keyOf(principal, sessionId, id)
      const group = running.get(key) ?? new Set()
      running.set(key, group.add(cancel))
      return () => {
        group.delete(cancel)
        if (group.size === 0) running.delete(key)
      }
    },
    async cancel(principal, sessionId, id) {
      const key = keyOf(principal, sessionId, id)
      if (!cancelHere(key)) await bus.publish(JSON.stringify({ type: 'cancel', key }))
    },
    close: stop
  }
}

function keyOf({ subject, clientId }: Principal, sessionId: string | undefined, id: RequestId): string {
  return JSON.stringify([subject, clientId, sessionId ?? null, id])
}
