import swagger from '@fastify/swagger'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { Type } from 'typebox'
import { SESSION_COOKIE } from '../accounts/sessions.ts'

/** What every refusal of the API looks like. */
const Problem = Type.Object(
  {
    error: Type.String({ description: 'A code to switch on' }),
    message: Type.String({ description: 'A sentence for people' }),
    field: Type.Optional(Type.String({ description: 'The input it is about' }))
  },
  { description: 'Refused' }
)

/** A route that says nothing about its answer: a change that is made, or something that is no JSON. */
const answerOf = (method: string | string[]) => (method === 'GET' ? { 200: Type.Unknown() } : { 204: Type.Null() })

const plugin: FastifyPluginAsync<{ version: string }> = async (fastify, { version }) => {
  await fastify.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'TREK', version, description: 'What the pages of TREK talk to.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } } },
      security: [{ session: [] }]
    },
    transform: ({ route: { schema, method }, url }) => ({
      schema: { ...schema, response: { ...(schema?.response ?? answerOf(method)), '4xx': Problem } },
      url
    })
  })

  fastify.get('/docs', { schema: { hide: true } }, async () => fastify.swagger())
}

/** Describes the routes registered after it, as an OpenAPI document at `/docs`. */
export const documentation = fp(plugin, { name: 'trek-api-documentation', fastify: '5.x' })
