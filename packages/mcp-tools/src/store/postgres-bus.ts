import { sql } from 'drizzle-orm'
import { MESSAGE_LIMIT, type MessageBus } from '../endpoint/definitions/message-bus.ts'
import type { Database } from './database.ts'

export interface PostgresBusOptions {
  db: Database
  /**
   * Hears the notifications of a channel, whichever node sent them, until the returned function is called. `resumed`
   * tells that the connection had been lost.
   */
  listen: (
    channel: string,
    listener: { message(payload: string): void; resumed(): void }
  ) => Promise<() => Promise<void>>
  /** Default `mcp_messages`. */
  channel?: string
}

export interface PostgresBus extends MessageBus {
  /** Hears nothing any more. */
  close(): Promise<void>
}

/**
 * Brings messages to every node on the same database, through NOTIFY and LISTEN. Hears from the moment it is there; what
 * is sent while the connection is lost is lost.
 */
export async function createPostgresBus({
  db,
  listen,
  channel = 'mcp_messages'
}: PostgresBusOptions): Promise<PostgresBus> {
  const listeners = new Set<(message: string) => void>()
  const send = db
    .select({ sent: sql`pg_notify(${sql.placeholder('channel')}, ${sql.placeholder('message')})` })
    .from(sql`(select 1) one`)
    .prepare('mcp_send_message')
  const stop = await listen(channel, {
    message: (message) => {
      for (const listener of listeners) listener(message)
    },
    // Whoever waits for a message that was missed gives up after a while.
    resumed: () => {}
  })

  return {
    /** @throws {TypeError} when the message is too long. */
    async publish(message) {
      const bytes = Buffer.byteLength(message)
      if (bytes > MESSAGE_LIMIT)
        throw new TypeError(`a message of ${bytes} bytes is too long: ${MESSAGE_LIMIT} bytes are the most`)
      await send.execute({ channel, message })
    },
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => stop()
  }
}
