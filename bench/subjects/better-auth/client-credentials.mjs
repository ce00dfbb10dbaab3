import { clientCredentialsTarget } from '../client.mjs'
import { startAuth } from './auth.mjs'

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { tokenEndpoint } = await startAuth(settings, ['client_credentials'])
  return clientCredentialsTarget(tokenEndpoint)
}
