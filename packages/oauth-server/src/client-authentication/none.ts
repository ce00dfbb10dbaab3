import type { ClientRequest, PresentedClient } from './client-authentication.ts'

/** A public client only names itself (RFC 6749 section 3.2.1). */
export function readPublicClient({ parameters }: ClientRequest): PresentedClient | undefined {
  const clientId = parameters.get('client_id')
  return clientId === undefined ? undefined : { method: 'none', clientId }
}
