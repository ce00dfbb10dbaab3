import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ApiError } from './errors.ts'
import { ClientView, clientView } from './oauth/client-view.ts'
import { signedIn } from './signed-in.ts'
import { TokenView, tokenView } from './token-view.ts'

const Scopes = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })
const NewTokenBody = Type.Object(
  {
    name: Type.String({ maxLength: 400 }),
    /** Absent: full access. */
    scopes: Type.Optional(Scopes),
    /** Absent: good until deleted. */
    ttl_days: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 }))
  },
  { additionalProperties: false }
)
const ConversionBody = Type.Object({ scopes: Scopes }, { additionalProperties: false })
const TokenParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
const TokensAnswer = Type.Object({
  tokens: Type.Array(TokenView),
  /** When all of them stop working. */
  sunset: Type.String()
})
const NewTokenAnswer = Type.Object({ token: TokenView, raw_token: Type.String() })
const ConversionAnswer = Type.Object({ client: ClientView, client_secret: Type.String() })

const DAY_SECONDS = 24 * 3600

/** A person's static API tokens, told once; deprecated, and turned into machine clients with one call. */
export const mcpTokens: FastifyPluginAsyncTypebox<{ sunset: Date }> = async (fastify, { sunset }) => {
  const { staticTokens } = fastify.oauth

  fastify.get('/auth/mcp-tokens', { schema: { response: { 200: TokensAnswer } } }, async (request) => {
    const { userId } = await signedIn(fastify, request)
    const tokens = await staticTokens.list({ subject: String(userId) })
    return { tokens: tokens.map(tokenView), sunset: sunset.toISOString() }
  })

  fastify.post(
    '/auth/mcp-tokens',
    { schema: { body: NewTokenBody, response: { 201: NewTokenAnswer } } },
    async (request, reply) => {
      const { userId } = await signedIn(fastify, request)
      const { name, scopes, ttl_days: days } = request.body
      const { token, rawToken } = await staticTokens.create(String(userId), {
        name,
        ...(scopes && { scopes }),
        ...(days !== undefined && { ttlSeconds: days * DAY_SECONDS })
      })
      request.log.info({ userId, tokenId: token.id }, 'static token made')
      return reply.code(201).send({ token: tokenView(token), raw_token: rawToken })
    }
  )

  fastify.post(
    '/auth/mcp-tokens/:id/convert',
    { schema: { params: TokenParams, body: ConversionBody, response: { 201: ConversionAnswer } } },
    async (request, reply) => {
      const { userId } = await signedIn(fastify, request)
      const converted = await staticTokens.convert(String(userId), request.params.id, request.body)
      if (!converted) throw notFound()
      request.log.info({ userId, tokenId: request.params.id, clientId: converted.client.id }, 'static token converted')
      return reply.code(201).send({ client: clientView(converted.client), client_secret: converted.secret })
    }
  )

  fastify.delete('/auth/mcp-tokens/:id', { schema: { params: TokenParams } }, async (request, reply) => {
    const { userId } = await signedIn(fastify, request)
    if (!(await staticTokens.delete(request.params.id, { subject: String(userId) }))) throw notFound()
    request.log.info({ userId, tokenId: request.params.id }, 'static token deleted')
    return reply.code(204).send()
  })
}

function notFound(): ApiError {
  return new ApiError(404, 'not_found', 'You have no such token')
}
