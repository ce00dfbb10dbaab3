import { randomBytes } from 'node:crypto'
import { MESSAGE_LIMIT, type MessageBus } from '../definitions/message-bus.ts'
import type { Principal } from '../definitions/principal.ts'
import { isObject, type RequestId } from '../wire/json-rpc.ts'
import { CannotAskError } from './input-required.ts'

/** People answer in their own time, but a request cannot be held for ever. */
const ANSWER_WITHIN_MS = 10 * 60_000
/** The node that asked says at once whether the answer was for it. */
const TAKEN_WITHIN_MS = 1500

type Reply = { result?: unknown; error?: unknown }

interface Pending {
  subject: string
  clientId: string
  settle: (reply: Reply) => void
}

/**
 * Requests to older clients, sent on the stream of the request they are about. The answer is a request of its own, and
 * may arrive at any node: one that asked nothing hands it on.
 */
export interface ClientRequests {
  /**
   * @throws {CannotAskError} when the client refuses, or does not answer in time.
   */
  ask(
    principal: Principal,
    question: { method: string; params: object },
    send: (message: string) => void,
    signal: AbortSignal
  ): Promise<unknown>
  /** Answers whether somebody had asked this client this. */
  answer(principal: Principal, id: RequestId, reply: Reply): Promise<boolean>
  close(): void
}

export function createClientRequests(bus: MessageBus): ClientRequests {
  const pending = new Map<string, Pending>()
  const waitingForNews = new Map<string, () => void>()
  const stopListening = bus.listen(hear)

  function settle(id: string, { subject, clientId }: { subject: string; clientId: string }, reply: Reply): boolean {
    const one = pending.get(id)
    if (!one || one.subject !== subject || one.clientId !== clientId) return false
    pending.delete(id)
    one.settle(reply)
    return true
  }

  function hear(message: string): void {
    const heard = JSON.parse(message) as Record<string, unknown>
    if (heard.type === 'answer-taken') waitingForNews.get(String(heard.id))?.()
    if (heard.type !== 'answer') return
    const { id, subject, clientId, reply } = heard as { id: string; subject: string; clientId: string; reply: Reply }
    if (settle(id, { subject, clientId }, reply))
      bus.publish(JSON.stringify({ type: 'answer-taken', id })).catch(() => {})
  }

  return {
    async ask({ subject, clientId }, { method, params }, send, signal) {
      // Guessing it would let one client answer for another, were the principal not asked for as well.
      const id = `ask-${randomBytes(16).toString('base64url')}`
      const reply = await new Promise<Reply>((resolve, reject) => {
        const give = (reason: string) => () => {
          pending.delete(id)
          reject(new CannotAskError(reason))
        }
        const timer = setTimeout(give('The person did not answer in time'), ANSWER_WITHIN_MS)
        timer.unref()
        signal.addEventListener('abort', give('The client went away'), { once: true })
        pending.set(id, {
          subject,
          clientId,
          settle(given) {
            clearTimeout(timer)
            resolve(given)
          }
        })
        send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
      })
      if (isObject(reply.error)) throw new CannotAskError('This client cannot ask the person')
      return reply.result
    },

    async answer({ subject, clientId }, id, reply) {
      if (typeof id !== 'string' || !id.startsWith('ask-')) return false
      if (settle(id, { subject, clientId }, reply)) return true
      const message = JSON.stringify({ type: 'answer', id, subject, clientId, reply })
      if (Buffer.byteLength(message) > MESSAGE_LIMIT) return false
      const taken = new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), TAKEN_WITHIN_MS)
        waitingForNews.set(id, () => {
          clearTimeout(timer)
          resolve(true)
        })
      })
      await bus.publish(message)
      return taken.finally(() => waitingForNews.delete(id))
    },

    close() {
      stopListening()
      for (const { settle: end } of pending.values()) end({ error: { code: -32000, message: 'closing' } })
      pending.clear()
    }
  }
}
