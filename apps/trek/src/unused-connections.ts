import type { IncomingMessage } from 'node:http'
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
  fastify.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket))
  fastify.addHook('preClose', async () => {
    isClosing = true
    for (const socket of unused) socket.destroy()
  })
}

/**
 * Browsers open connections ahead of the requests they expect. Node waits for these at shutdown as if a request were
 * on its way, so they are closed first.
 */
export const closeUnusedConnections = fp(plugin, { name: 'trek-unused-connections', fastify: '5.x' })
