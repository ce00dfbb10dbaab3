import type { ClientCapabilities, LoggingLevel } from '@modelcontextprotocol/server'
import type { Principal } from './principal.ts'
import type { Answers, Questions } from './questions.ts'

/** What a handler knows of the request it serves, and what it can say and ask meanwhile. */
export interface Call {
  principal: Principal
  /** What the client can do, as it says itself; empty where an older client has not been asked. */
  client: ClientCapabilities
  /** Aborted when the client goes away or cancels, and when the call takes too long. */
  signal: AbortSignal
  /** How far it is, ever more; told only to clients that asked for it, five times a second at most. */
  progress(progress: number, more?: { total?: number; message?: string }): void
  /** Told only to clients that asked for this level. */
  log(level: LoggingLevel, data: unknown): void
  /**
   * Asks the client, and through it the person, and answers with what came back. On the newer wire the handler ends here
   * and runs anew with the answers, so ask before doing anything that must happen once.
   *
   * With `isBinding` an answer counts only for the very question that was asked here, and once.
   *
   * @throws what the endpoint answers the client with, when there is no answer yet or the client cannot be asked: let it
   * pass.
   */
  ask<Q extends Questions>(questions: Q, options?: { isBinding?: boolean }): Promise<Answers<Q>>
  /** Makes a value once for the whole call, however often its handler runs anew. It travels sealed; JSON only. */
  keep<T>(key: string, make: () => Promise<T>): Promise<T>
}
