/**
 * Serves an SDK v2 handler, which speaks `Request` and `Response`, from a Fastify route, with the parsed body beside it as
 * its documentation has it. Does less than the SDK's own adapter for Node, which writes the body out as text again.
 *
 * @param {import('@modelcontextprotocol/server').McpHttpHandler} handler
 * @param {import('fastify').FastifyRequest} request
 * @param {import('fastify').FastifyReply} reply
 * @param {{ userId: number, clientId: string }} caller
 */
export async function serveFetch(handler, request, reply, { userId, clientId }) {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const url = `http://${request.headers.host}${request.url}`
  const response = await handler.fetch(new Request(url, { method: 'POST', headers, signal: gone.signal }), {
    authInfo: { token: '', clientId, scopes: [], extra: { userId } },
    parsedBody: request.body
  })
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return reply.send(await response.text())
}
