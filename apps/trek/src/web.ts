import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

/** Nothing from elsewhere, nothing inline; the pages only talk to this server. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

/** The pages: one document for every path that is nobody else's, and its files. */
export const web: FastifyPluginAsync = async (fastify) => {
  const root = join(dirname(createRequire(import.meta.url).resolve('@trek/web/package.json')), 'dist')
  const page = await readFile(join(root, 'index.html'))

  fastify.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY'
    })
  })
  await fastify.register(staticFiles, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    decorateReply: false
  })
  fastify.get('/favicon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').send(await readFile(join(root, 'favicon.svg')))
  )
  fastify.get('/*', (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  )
}
