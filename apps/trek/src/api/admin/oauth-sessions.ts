import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Planner } from '@trek/planner'
import { Type } from 'typebox'
import { ApiError } from '../errors.ts'
import { SessionView, sessionView } from '../oauth/session-view.ts'
import { administrator } from '../signed-in.ts'

const SessionParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
const Owner = Type.Object({ id: Type.Integer(), username: Type.String() })
const SessionsAnswer = Type.Object({
  sessions: Type.Array(Type.Object({ ...SessionView.properties, user: Owner }))
})

/** Everybody's connections, for administrators. */
export const oauthSessions: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  const { grants, audit } = fastify.oauth

  fastify.get('/admin/oauth-sessions', { schema: { response: { 200: SessionsAnswer } } }, async (request) => {
    await administrator(fastify, request)
    const live = await grants.list()
    const users = await planner.users.findAll(live.map(({ subject }) => Number(subject)))
    return {
      sessions: live.flatMap((grant) => {
        const user = users.get(Number(grant.subject))
        return user ? [{ ...sessionView(grant), user: { id: user.id, username: user.username } }] : []
      })
    }
  })

  fastify.delete('/admin/oauth-sessions/:id', { schema: { params: SessionParams } }, async (request, reply) => {
    const { userId } = await administrator(fastify, request)
    if (!(await grants.revoke(request.params.id))) throw new ApiError(404, 'not_found', 'There is no such connection')
    audit.record('admin.grant_revoked', { actor: String(userId), grantId: request.params.id }, request)
    request.log.info({ userId, grantId: request.params.id }, 'grant revoked by an administrator')
    return reply.code(204).send()
  })
}
