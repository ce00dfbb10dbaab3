import type { FastifyRequest } from 'fastify'
import type { View } from '../catalogue/view.ts'
import type { Principal } from '../definitions/principal.ts'
import type { Envelope } from '../wire/envelope.ts'
import type { Params, RequestId } from '../wire/json-rpc.ts'
import type { Channel } from './channel.ts'
import type { ResultWriter } from './result.ts'
import type { Session } from '../sessions/session.ts'

/** One request and the way to its answer. Lives as long as the request: there is nothing to keep. */
export interface Exchange<Context, P extends Principal = Principal> {
  request: FastifyRequest
  principal: P
  id: RequestId
  method: string
  params: Params
  envelope: Envelope
  /** Of older clients, where sessions are on and the client has one. */
  session: Session | undefined
  view: View<Context>
  channel: Channel
  setHeader(name: string, value: string): void
  results: ResultWriter
  /** Made when first needed: most requests only list. */
  context(): Promise<Context>
}

/** Answers a request with the JSON of a result, as text or as bytes; `undefined` when it has answered by itself. */
export type Method<Context, P extends Principal = Principal> = (
  exchange: Exchange<Context, P>
) => string | Buffer | undefined | Promise<string | Buffer | undefined>
