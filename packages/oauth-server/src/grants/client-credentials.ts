import { Type } from 'typebox'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { clientRefused } from '../client-authentication/client-authentication.ts'
import { InvalidScopeError, UnauthorizedClientError } from '../errors.ts'
import { parseScope, type ScopeCatalogue } from '../scope.ts'
import type { Client } from '../store/index.ts'
import { defineGrant, type GrantContext, type TokenResponse } from './grant.ts'
import { mintTokens } from './tokens.ts'

/**
 * RFC 6749 section 4.4: a machine client gets a token without anybody at a browser.
 *
 * It acts in the name of the person who made it, within the scopes they gave it, and no longer than they may act
 * themselves. No refresh token: it can always ask again.
 */
export const clientCredentialsGrant = defineGrant({
  grantType: 'client_credentials',
  verifiesClient: true,
  parameters: Type.Object({ scope: Type.Optional(Type.String({ maxLength: 4096 })) }),
  async exchange({ scope }, context) {
    const { client, presentedMethod, settings } = context
    const answer = await issueTo(client, scope, context)
    if (answer) return answer
    // What was known of the client is no longer true.
    const changed = await settings.clientCache.findFresh(client.id)
    const second = changed && !changed.isDisabled ? await issueTo(changed, scope, context) : undefined
    if (!second) throw clientRefused('client_gone', presentedMethod)
    return second
  }
})

async function issueTo(
  client: Client,
  scope: string | undefined,
  context: GrantContext
): Promise<TokenResponse | undefined> {
  const { presentedMethod, presentedSecret, resourceIndicators, settings, record } = context
  const { owner } = client
  if (owner === undefined) throw new UnauthorizedClientError('This client may not use this grant type', 'no_owner')
  if (!(await settings.isActiveSubject(owner))) throw clientRefused('inactive_owner', presentedMethod)
  const { resource, defaultScopes } = resolveResourceIndicator(resourceIndicators, settings.resources)
  const grantScopes = client.scopes ?? []
  const scopes =
    scope === undefined
      ? grantScopes
      : resolveScope(parseScope(scope), { grantScopes, defaultScopes, catalogue: settings.scopes })

  const { tokens, response } = mintTokens(context, { withRefreshToken: false })
  const issued = await settings.store.accessTokens.issueToMachine({
    clientId: client.id,
    scopes,
    grantScopes,
    resource,
    accessToken: tokens.accessToken,
    liveLimit: settings.limits.liveTokensPerMachineClient,
    ...(presentedSecret && { secretDigest: presentedSecret })
  })
  if (!issued) return undefined
  record('token.issued', { subject: owner, grantId: issued.grantId, detail: { scopes, kind: 'machine' } })
  return response(scopes)
}

/**
 * Here nobody is asked, so what exceeds the client's scopes is an error rather than left out. A client that only repeats
 * the scopes of our own challenge, as SDK v2 and mcp-remote do, has asked for nothing in particular: where those are more
 * than it may have, it gets all that it may have.
 */
function resolveScope(
  asked: string[],
  {
    grantScopes,
    defaultScopes,
    catalogue
  }: Record<'grantScopes' | 'defaultScopes', string[]> & {
    catalogue: ScopeCatalogue
  }
): string[] {
  const ceiling = catalogue.expand(grantScopes)
  if (asked.length > 0 && asked.every((name) => ceiling.has(name))) return asked
  const isEcho = asked.length === defaultScopes.length && defaultScopes.every((name) => asked.includes(name))
  if (isEcho) return grantScopes
  throw new InvalidScopeError('The scope exceeds what this client may have', 'scope_wider_than_client')
}
