import { mcpTarget, PATH } from './client.mjs'
import { startGuarded } from './guarded-fastify.mjs'
import { createTrek } from './trek-host.mjs'

/**
 * The bytes of TREK's own answer, sent again and again. Even the request's id is always the one that was asked with.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 */
export function start(settings) {
  return startGuarded(settings, async (_sql, [token]) => {
    const trek = await createTrek(settings)
    const { headers, body } = mcpTarget('', [], settings.request)
    const answer = await trek.inject({
      method: 'POST',
      url: PATH,
      headers: { ...headers, authorization: `Bearer ${token}` },
      payload: body
    })
    await trek.close()
    if (answer.statusCode !== 200) throw new Error(`no list to repeat: ${answer.body}`)
    const type = answer.headers['content-type']
    return async (_request, reply) => reply.header('content-type', type).send(answer.rawPayload)
  })
}
