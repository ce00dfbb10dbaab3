import type { ClientCapabilities } from '@modelcontextprotocol/server'
import type { Sealer } from '../definitions/call-store.ts'
import type { Principal } from '../definitions/principal.ts'

/** What `initialize` told, sealed into the session's id: any node can read it, and none has to remember it. */
export interface Session {
  id: string
  client: ClientCapabilities
}

/** Then the client is told to begin anew. */
const SESSION_SECONDS = 7 * 24 * 3600
const PURPOSE = 'session'

interface Contents {
  subject: string
  clientId: string
  client: ClientCapabilities
}

export function startSession(client: ClientCapabilities, { subject, clientId }: Principal, sealer: Sealer): Session {
  const contents: Contents = { subject, clientId, client }
  return { id: sealer.seal(PURPOSE, contents, SESSION_SECONDS), client }
}

/** The session of an id, if it is this principal's; anybody else's does not exist. */
export function findSession(id: string, { subject, clientId }: Principal, sealer: Sealer): Session | undefined {
  const contents = sealer.open(PURPOSE, id) as Contents | undefined
  if (contents?.subject !== subject || contents.clientId !== clientId) return undefined
  return { id, client: contents.client }
}
