import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerInTwoParts } from './two-parts.ts'

/** What arrived of a request that anybody may send: no more than tells whoever sent it what got lost. */
export interface Echo {
  hasAuthorization: boolean
}

/** Opens nothing; it only has to arrive. */
export const ECHOED_AUTHORIZATION = 'Bearer does-this-arrive'

/** Answers those who look at this server from outside, and cannot put a probe into its database. */
export function answerEcho({ headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const echo: Echo = { hasAuthorization: headers.authorization === ECHOED_AUTHORIZATION }
  return answerInTwoParts(reply, echo)
}

/** Undefined: that is no answer of ours. */
export function readEcho(text: string): Echo | undefined {
  const [, data] = /^data: (\{"hasAuthorization":(?:true|false)\})$/m.exec(text) ?? []
  return data === undefined ? undefined : (JSON.parse(data) as Echo)
}
