import { clientCredentialsTarget } from '../client.mjs'
import { startHost } from './host.mjs'

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { tokenEndpoint } = await startHost(settings, ['client_credentials'])
  return clientCredentialsTarget(tokenEndpoint)
}
