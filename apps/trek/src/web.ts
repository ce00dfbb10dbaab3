import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import staticFiles from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

/** Nothing from elsewhere, nothing inline; the pages only talk to this server. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

/** A program that asks for something that is not there must not be answered with a page. */
const FOR_MACHINES = /^\/(api|oauth|mcp|\.well-known)([/?]|$)/

/** Pages of public links, whose address is all it takes to see them: it is told to nobody, and they are found by nobody. */
const PUBLIC_LINKS = /^\/shared\//

/** The pages: one document for every path that is nobody else's, and its files. */
export const web: FastifyPluginAsync = async (fastify) => {
  const root = join(dirname(createRequire(import.meta.url).resolve('@trek/web/package.json')), 'dist')
  const page = await readFile(join(root, 'index.html'))

  fastify.addHook('onSend', async ({ url }, reply) => {
    const isPublicLink = PUBLIC_LINKS.test(url)
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': isPublicLink ? 'no-referrer' : 'same-origin',
      'x-frame-options': 'DENY',
      ...(isPublicLink && { 'x-robots-tag': 'noindex' })
    })
  })
  await fastify.register(staticFiles, {
    root: join(root, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    preCompressed: true,
    decorateReply: false
  })
  fastify.get('/favicon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').send(await readFile(join(root, 'favicon.svg')))
  )
  fastify.get('/*', (request, reply) => {
    if (FOR_MACHINES.test(request.url))
      return reply.code(404).send({ error: 'not_found', message: 'There is nothing here' })
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  })
}
