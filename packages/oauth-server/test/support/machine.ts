import type { OwnedClientRequest } from '../../src/index.ts'
import type { TestApp } from './app.ts'
import { postToken } from './client.ts'

/** A machine client of Anna's, and how it asks for a token. */
export async function machine(test: TestApp, changes: Partial<OwnedClientRequest> = {}) {
  const { client, secret = '' } = await test.app.oauth.clients.create('anna', {
    name: 'Nightly job',
    scopes: ['notes:read', 'notes:write'],
    isMachine: true,
    ...changes
  })
  const authorization = `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`
  return {
    clientId: client.id,
    secret,
    request: (form: Record<string, string> = {}) =>
      postToken(test, { grant_type: 'client_credentials', ...form }, { authorization })
  }
}
