import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { Bookmarks, NewBookmark } from './bookmarks.ts'

const NewBookmark = {
  type: 'object',
  required: ['url', 'title'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', format: 'uri', pattern: '^https?://', maxLength: 2000 },
    title: { type: 'string', minLength: 1, maxLength: 200 }
  }
}

/** The API that clients with an access token use. Its two routes show the two ways to guard one. */
export const bookmarkRoutes: FastifyPluginAsync<{ bookmarks: Bookmarks }> = async (fastify, { bookmarks }) => {
  fastify.get('/bookmarks', { onRequest: fastify.oauth.requireScope('bookmarks:read') }, async (request) => {
    return { bookmarks: await bookmarks.list(subjectOf(request)) }
  })

  fastify.post<{ Body: NewBookmark }>(
    '/bookmarks',
    { schema: { body: NewBookmark }, config: { oauth: { scopes: ['bookmarks:write'] } } },
    async (request, reply) => reply.code(201).send(await bookmarks.add(subjectOf(request), request.body))
  )
}

/** Whose token it is. The guards leave it in the request; without one there is nobody to answer to. */
function subjectOf({ accessToken }: FastifyRequest): string {
  if (!accessToken) throw new TypeError('this route has no guard')
  return accessToken.subject
}
