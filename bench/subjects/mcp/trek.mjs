import { mcpTarget } from './client.mjs'
import { seed } from './seed.mjs'
import { createTrek } from './trek-host.mjs'

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const tokens = await seed(settings)
  const app = await createTrek(settings)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return mcpTarget(origin, tokens, settings.request)
}
