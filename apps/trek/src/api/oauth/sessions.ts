import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ApiError } from '../errors.ts'
import { signedIn } from '../signed-in.ts'
import { SessionView, sessionView } from './session-view.ts'

const SessionParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
const SessionsAnswer = Type.Object({ sessions: Type.Array(SessionView) })

/** What a person has authorised, and how they end it. */
export const sessions: FastifyPluginAsyncTypebox = async (fastify) => {
  const { grants } = fastify.oauth

  fastify.get('/oauth/sessions', { schema: { response: { 200: SessionsAnswer } } }, async (request) => {
    const { userId } = await signedIn(fastify, request)
    return { sessions: (await grants.list({ subject: String(userId) })).map(sessionView) }
  })

  fastify.delete('/oauth/sessions/:id', { schema: { params: SessionParams } }, async (request, reply) => {
    const { userId } = await signedIn(fastify, request)
    if (!(await grants.revoke(request.params.id, { subject: String(userId) }))) {
      throw new ApiError(404, 'not_found', 'You have no such connection')
    }
    request.log.info({ userId, grantId: request.params.id }, 'grant revoked')
    return reply.code(204).send()
  })
}
