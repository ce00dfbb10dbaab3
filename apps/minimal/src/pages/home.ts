import type { FastifyPluginAsync } from 'fastify'
import type { Bookmarks } from '../bookmarks/bookmarks.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { renderHomePage } from './home-page.ts'
import { sendPage } from './send-page.ts'

interface HomeOptions {
  sessions: Sessions
  bookmarks: Bookmarks
}

/** What a person sees: their bookmarks, and the applications they let in, each with a button that ends it. */
export const home: FastifyPluginAsync<HomeOptions> = async (fastify, { sessions, bookmarks }) => {
  fastify.get('/', async (request, reply) => {
    const session = await sessions.find(request)
    if (!session) return reply.redirect('/login', 303)
    const { id, email } = session.user
    const [saved, grants] = await Promise.all([bookmarks.list(id), fastify.oauth.grants.list({ subject: id })])
    return sendPage(reply, 200, renderHomePage({ email, bookmarks: saved, grants }))
  })

  fastify.post<{ Params: { id: string } }>('/connections/:id/end', async (request, reply) => {
    const session = await sessions.find(request)
    if (!session) return reply.redirect('/login', 303)
    await fastify.oauth.grants.revoke(request.params.id, { subject: session.user.id })
    return reply.redirect('/', 303)
  })
}
