import { clientCredentialsTarget, SCOPE } from '../client.mjs'
import { startProvider } from './provider.mjs'

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { tokenEndpoint } = await startProvider(settings, ['client_credentials'])
  const target = clientCredentialsTarget(tokenEndpoint)
  // Without `scope` it gives none, where TREK gives all the client may have.
  return { ...target, body: `${target.body}&scope=${encodeURIComponent(SCOPE)}` }
}
