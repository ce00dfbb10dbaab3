import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

const plugin: FastifyPluginAsync = async (fastify) => {
  const unused = new Set<Socket>()
  let isClosing = false

  fastify.server.on('connection', (socket: Socket) => {
    if (isClosing) socket.destroy()
    else unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  fastify.server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    unused.delete(socket)
    response.once('finish', () => {
      if (isClosing) socket.destroySoon()
    })
  })
  fastify.addHook('preClose', async () => {
    isClosing = true
    for (const socket of unused) socket.destroy()
  })
}

/**
 * At shutdown Node waits for connections on which nothing more will be asked: for those that browsers open ahead of the
 * requests they expect, as if one were on its way, and for those whose last answer went out later, as long as clients
 * keep them. The first are closed at once, the others after that answer.
 */
export const closeUnusedConnections = fp(plugin, { name: 'trek-unused-connections', fastify: '5.x' })
