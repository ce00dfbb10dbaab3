import { InteractionRequiredError } from '../errors.ts'
import type { Digest, RefreshToken } from '../store/index.ts'
import type { GrantContext } from './grant.ts'

/** A client that means to get more scope refreshes at once. */
const AT_ONCE_SECONDS = 10

/**
 * Tells a client once that a refresh will not give it the scope it was just refused for. MCP SDK v1 then asks the person,
 * with the scope of the challenge; a refresh that succeeds it takes for the answer, and gives up when that does not help.
 *
 * A refresh for any other reason has to succeed, so this is for one that has no other reason: the access token that came
 * with the refresh token was refused seconds ago although it has all the scopes of its grant, and is far from its end. The
 * refresh token stays as it is, and works the next time.
 *
 * @throws {InteractionRequiredError} in that case.
 */
export async function askForInteraction(
  { clientId, subject, grantId, secondsSinceScopeRefusal }: RefreshToken,
  { digest, scope }: { digest: Digest; scope: string | undefined },
  { client, settings, record, log }: GrantContext
): Promise<void> {
  if (!settings.stepUpOnRefresh || clientId !== client.id) return
  if (secondsSinceScopeRefusal === undefined || secondsSinceScopeRefusal > AT_ONCE_SECONDS) return
  // Who says what scope it wants is not after more, and who cannot send a person here gets nothing by it.
  if (scope !== undefined || !client.grantTypes.includes('authorization_code')) return
  if (!(await settings.store.refreshTokens.takeScopeRefusal(digest, AT_ONCE_SECONDS))) return
  log.info({ clientId, grantId }, 'a refresh after a refusal was answered with a request for interaction')
  record('scope.interaction_required', { subject, grantId })
  throw new InteractionRequiredError('More scope has to be approved by the person', 'scope_refused_before', {
    headers: { 'retry-after': '1' }
  })
}
