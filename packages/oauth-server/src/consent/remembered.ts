import type { Identity, Settings } from '../options.ts'
import type { AuthorizationRequest } from '../store/index.ts'

/**
 * Whether the person need not be asked again: they approved at least as much before, did not take it back, and the
 * answer can only reach the client they approved. Never for programs on a person's machine: any other program there can
 * pass itself off as one (RFC 8252 section 8.6).
 */
export async function isConsentRemembered(
  request: AuthorizationRequest,
  identity: Identity,
  settings: Settings
): Promise<boolean> {
  if (request.prompt?.some((prompt) => prompt !== 'none')) return false
  if (!request.redirectUri.startsWith('https://')) return false
  const { clientId, client } = request
  if (!client.isConfidential && !isVerified(request) && !settings.isFirstParty(clientId)) return false
  const given = settings.scopes.expand(await scopesGiven(request, identity, settings))
  return request.scopes.every((scope) => given.has(scope))
}

/** What the person has given this client before and not taken back, as far as it has not ended. */
export function scopesGiven(
  { clientId, resource }: AuthorizationRequest,
  { subject }: Identity,
  { store, lifetimes: { grantSeconds } }: Settings
): Promise<string[]> {
  return store.grants.scopesGiven({
    subject,
    clientId,
    resource,
    ...(grantSeconds !== undefined && { maxAgeSeconds: grantSeconds })
  })
}

/** Whether the answer goes to the very host that describes the client. */
export function isVerified({ client, clientId, redirectUri }: AuthorizationRequest): boolean {
  return (
    client.kind === 'document' &&
    redirectUri.startsWith('https://') &&
    URL.canParse(clientId) &&
    new URL(clientId).origin === new URL(redirectUri).origin
  )
}

/** Whether the client wants the person to have signed in since then, and they have not, as far as the host knows. */
export function isSignInDue(
  { prompt = [], maxAgeSeconds }: AuthorizationRequest,
  { authenticatedAt }: Identity,
  askedAt: Date
): boolean {
  if (!authenticatedAt) return false
  const isFresh = authenticatedAt >= askedAt
  if (prompt.includes('login') || prompt.includes('select_account')) return !isFresh
  if (maxAgeSeconds === undefined || isFresh) return false
  return authenticatedAt.getTime() + maxAgeSeconds * 1000 < askedAt.getTime()
}
