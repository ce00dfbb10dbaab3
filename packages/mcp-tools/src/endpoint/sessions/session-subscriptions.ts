import { createHash } from 'node:crypto'
import { MESSAGE_LIMIT, type MessageBus } from '../definitions/message-bus.ts'

const MAX_URIS = 100
/** Beyond that the ones heard of longest ago are forgotten: their clients subscribe again when they come back. */
const MAX_SESSIONS = 10_000

/**
 * What older clients have subscribed to, by session, on every node: the stream that tells them may be open at another one
 * than the request that subscribes.
 */
export interface SessionSubscriptions {
  /** The very set that changes as the session subscribes. */
  of(sessionId: string): ReadonlySet<string>
  /** Answers whether there was room. */
  subscribe(sessionId: string, uri: string): Promise<boolean>
  unsubscribe(sessionId: string, uri: string): Promise<void>
  close(): void
}

export function createSessionSubscriptions(bus: MessageBus): SessionSubscriptions {
  const sessions = new Map<string, Set<string>>()

  function setOf(key: string): Set<string> {
    const set = sessions.get(key) ?? new Set<string>()
    sessions.delete(key)
    sessions.set(key, set)
    if (sessions.size > MAX_SESSIONS) sessions.delete(sessions.keys().next().value ?? key)
    return set
  }

  const stop = bus.listen((message) => {
    const heard = JSON.parse(message) as Record<string, unknown>
    if (heard.type === 'subscribe') setOf(String(heard.session)).add(String(heard.uri))
    if (heard.type === 'unsubscribe') setOf(String(heard.session)).delete(String(heard.uri))
  })

  async function tell(type: string, sessionId: string, uri: string): Promise<boolean> {
    const message = JSON.stringify({ type, session: keyOf(sessionId), uri })
    if (Buffer.byteLength(message) > MESSAGE_LIMIT) return false
    await bus.publish(message)
    return true
  }

  return {
    of: (sessionId) => setOf(keyOf(sessionId)),
    async subscribe(sessionId, uri) {
      const present = setOf(keyOf(sessionId))
      if (!present.has(uri) && present.size >= MAX_URIS) return false
      present.add(uri)
      return tell('subscribe', sessionId, uri)
    },
    async unsubscribe(sessionId, uri) {
      setOf(keyOf(sessionId)).delete(uri)
      await tell('unsubscribe', sessionId, uri)
    },
    close: stop
  }
}

function keyOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url')
}
