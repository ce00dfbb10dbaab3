import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Planner } from '@trek/planner'
import { Type } from 'typebox'
import type { StaticTokenSwitch } from '../../accounts/static-token-switch.ts'
import { ApiError } from '../errors.ts'
import { administrator } from '../signed-in.ts'
import { TokenView, tokenView } from '../token-view.ts'

const TokenParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
const UserParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
const SwitchBody = Type.Object({ enabled: Type.Boolean() }, { additionalProperties: false })
const Owner = Type.Object({
  id: Type.Integer(),
  username: Type.String(),
  /** Whether their static tokens work, while any do. */
  enabled: Type.Boolean()
})
const TokensAnswer = Type.Object({
  /** Whether static tokens work on this instance at all. */
  enabled: Type.Boolean(),
  tokens: Type.Array(Type.Object({ ...TokenView.properties, user: Owner })),
  /** Who has some, or may have none. */
  people: Type.Array(Owner)
})

interface McpTokensOptions {
  planner: Planner
  staticTokenSwitch: StaticTokenSwitch
}

/** Everybody's static tokens, who still uses them, and the switches that end them. */
export const adminMcpTokens: FastifyPluginAsyncTypebox<McpTokensOptions> = async (
  fastify,
  { planner, staticTokenSwitch }
) => {
  const { staticTokens, audit } = fastify.oauth

  fastify.get('/admin/mcp-tokens', { schema: { response: { 200: TokensAnswer } } }, async (request) => {
    await administrator(fastify, request)
    const tokens = await staticTokens.list()
    const without = await staticTokenSwitch.listPeopleWithout()
    const ids = [...tokens.map(({ subject }) => Number(subject)), ...without]
    const people = [...(await planner.users.findAll(ids)).values()].map(({ id, username }) => ({
      id,
      username,
      enabled: !without.includes(id)
    }))
    const owners = new Map(people.map((person) => [String(person.id), person]))
    return {
      enabled: await staticTokenSwitch.isOnHere(),
      tokens: tokens.flatMap((token) => {
        const user = owners.get(token.subject)
        return user ? [{ ...tokenView(token), user }] : []
      }),
      people
    }
  })

  fastify.delete('/admin/mcp-tokens/:id', { schema: { params: TokenParams } }, async (request, reply) => {
    const { userId } = await administrator(fastify, request)
    if (!(await staticTokens.delete(request.params.id))) throw new ApiError(404, 'not_found', 'There is no such token')
    const detail = { tokenId: request.params.id }
    audit.record('admin.static_token_revoked', { actor: String(userId), detail }, request)
    request.log.info({ userId, tokenId: request.params.id }, 'static token deleted by an administrator')
    return reply.code(204).send()
  })

  fastify.put('/admin/mcp-tokens', { schema: { body: SwitchBody } }, async (request, reply) => {
    const { userId } = await administrator(fastify, request)
    await staticTokenSwitch.set(request.body.enabled)
    audit.record('admin.static_tokens_switched', { actor: String(userId), detail: request.body }, request)
    request.log.info({ userId, enabled: request.body.enabled }, 'static tokens switched')
    return reply.code(204).send()
  })

  fastify.put(
    '/admin/users/:id/mcp-tokens',
    { schema: { params: UserParams, body: SwitchBody } },
    async (request, reply) => {
      const { userId } = await administrator(fastify, request)
      if (!(await planner.users.find(request.params.id))) throw new ApiError(404, 'not_found', 'There is no such user')
      await staticTokenSwitch.set(request.body.enabled, request.params.id)
      audit.record(
        'admin.static_tokens_switched',
        { actor: String(userId), subject: String(request.params.id), detail: request.body },
        request
      )
      request.log.info({ userId, ofUser: request.params.id, enabled: request.body.enabled }, 'static tokens switched')
      return reply.code(204).send()
    }
  )
}
