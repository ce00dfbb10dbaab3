import { Type } from 'typebox'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { clientRefused } from '../client-authentication/client-authentication.ts'
import { digestOf } from '../digest.ts'
import { InvalidGrantError, InvalidScopeError, InvalidTargetError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { tooManyRequests } from '../rate-limits.ts'
import { parseScope } from '../scope.ts'
import type { Digest, RefreshToken, Rotation } from '../store/index.ts'
import { defineGrant, type GrantContext, type TokenResponse } from './grant.ts'
import { replayedAnswer } from './replayed-answer.ts'
import { fingerprintOf, sealAnswer } from './sealed-answer.ts'
import { askForInteraction } from './step-up.ts'
import { mintTokens, withinGrant } from './tokens.ts'

/**
 * RFC 6749 section 6, rotated on every use as OAuth 2.1 section 4.3.1 asks.
 *
 * Clients refresh from several processes at once, and lose answers. Whoever repeats a refresh within a short window gets
 * the answer of the first; an answer of which nothing was ever used is replaced. Any other second use means that two
 * parties hold the token: its grant ends (RFC 9700 section 4.14.2).
 */
export const refreshTokenGrant = defineGrant({
  grantType: 'refresh_token',
  verifiesClient: true,
  parameters: Type.Object({
    refresh_token: Type.String({ minLength: 1, maxLength: 512 }),
    scope: Type.Optional(Type.String({ maxLength: 4096 }))
  }),
  async exchange({ refresh_token: presented, scope }, context) {
    const { client, presentedSecret, keyThumbprint, settings, log } = context
    if (!settings.tokens.isWellFormed(presented, 'refresh')) throw refused('malformed')
    const digest = digestOf(presented)
    const found = await settings.store.refreshTokens.find(digest)
    if (!found) throw refused('unknown')
    // Another client's token goes on to `rotate`, which ends the grant before anything about it is told.
    const isOwn = found.clientId === client.id
    if (isOwn && found.keyThumbprint !== undefined && found.keyThumbprint !== keyThumbprint) {
      log.warn({ clientId: client.id, grantId: found.grantId }, 'a refresh token came without the key it is bound to')
      throw refused('wrong_key')
    }
    const scopes = isOwn ? narrowedScopes(found, scope, context) : found.scopes

    await askForInteraction(found, { digest, scope }, context)
    if (isOwn && mayStay(found, context)) {
      const renewed = await renew(found, { presented, digest, scopes }, context)
      if (renewed) return renewed
    }
    const { tokens, response } = mintTokens(context, { withRefreshToken: true, grantAgeSeconds: found.grantAgeSeconds })
    const answer = response(scopes)
    const rotation = await settings.store.refreshTokens.rotate({
      digest,
      clientId: client.id,
      ...(presentedSecret && { secretDigest: presentedSecret }),
      successor: tokens.refreshToken,
      accessToken: tokens.accessToken,
      scopes,
      replay: {
        fingerprint: fingerprintOf([
          client.id,
          client.authenticationMethod,
          keyThumbprint ?? '',
          found.resource,
          ...scopes.toSorted()
        ]),
        sealed: sealAnswer(
          { accessToken: answer.access_token, refreshToken: answer.refresh_token, scopes },
          presented,
          found.id
        ),
        windowSeconds: settings.lifetimes.refreshReplaySeconds
      },
      ...ageLimit(settings),
      ...(settings.rateLimits && { rateLimit: settings.rateLimits.refresh })
    })
    report(rotation, found.subject, context)
    if (rotation.outcome === 'rotated' || rotation.outcome === 'recovered') return answer
    if (rotation.outcome === 'too_many') throw tooManyRequests(rotation.waitSeconds, 'refresh')
    if (rotation.outcome === 'replayed') return replayedAnswer(rotation, { presented, id: found.id, keyThumbprint })
    if (rotation.outcome === 'client_gone') throw clientRefused('client_gone', context.presentedMethod)
    throw refused(rotation.outcome)
  }
})

/** Whether the refresh token is bound to its client by more than having it. */
function mayStay({ keyThumbprint }: RefreshToken, { client, settings }: GrantContext): boolean {
  return (
    settings.refreshTokenRotation === 'unless_sender_constrained' &&
    (client.authenticationMethod !== 'none' || keyThumbprint !== undefined)
  )
}

/** A refresh without rotation; undefined when the token is not to be had so. */
async function renew(
  found: RefreshToken,
  { presented, digest, scopes }: { presented: string; digest: Digest; scopes: string[] },
  context: GrantContext
): Promise<TokenResponse | undefined> {
  const { client, presentedSecret, settings, record } = context
  const { lifetimes } = settings
  const { tokens, response } = mintTokens(context, { withRefreshToken: false, grantAgeSeconds: found.grantAgeSeconds })
  const ttlSeconds = withinGrant(lifetimes.refreshTokenSeconds, lifetimes, found.grantAgeSeconds)
  const issued = await settings.store.refreshTokens.renew({
    digest,
    clientId: client.id,
    ...(presentedSecret && { secretDigest: presentedSecret }),
    ttlSeconds,
    accessToken: tokens.accessToken,
    scopes,
    ...ageLimit(settings),
    ...(settings.rateLimits && { rateLimit: settings.rateLimits.refresh })
  })
  if (!issued) return undefined
  record('token.refreshed', { subject: found.subject, grantId: issued.grantId })
  return { ...response(scopes), refresh_token: presented, refresh_token_expires_in: ttlSeconds }
}

function ageLimit({ lifetimes: { grantSeconds } }: Settings): { maxGrantAgeSeconds?: number } {
  return grantSeconds === undefined ? {} : { maxGrantAgeSeconds: grantSeconds }
}

const EVENTS: Partial<Record<Rotation['outcome'], string>> = {
  rotated: 'token.refreshed',
  replayed: 'token.replay_served',
  recovered: 'token.recovered',
  reused: 'token.reuse_detected',
  wrong_client: 'token.wrong_client'
}

function report(rotation: Rotation, subject: string, { client, log, record }: GrantContext): void {
  const { outcome } = rotation
  const grantId = 'issued' in rotation ? rotation.issued.grantId : rotation.grantId
  const event = EVENTS[outcome]
  if (event !== undefined) record(event, { subject, ...(grantId !== undefined && { grantId }) })
  const clientId = client.id
  if (outcome === 'replayed') log.info({ clientId, grantId }, 'a refresh was repeated and answered as before')
  if (outcome === 'recovered') log.info({ clientId, grantId }, 'a lost answer to a refresh was replaced')
  if (outcome === 'reused') log.warn({ clientId, grantId }, 'refresh token family revoked after reuse')
  if (outcome === 'wrong_client')
    log.warn({ clientId, grantId }, 'grant revoked: another client presented its refresh token')
}

/** A refresh may ask for less than the grant, never for more; the grant keeps what it has. */
function narrowedScopes(
  token: RefreshToken,
  scope: string | undefined,
  { resourceIndicators, settings }: GrantContext
): string[] {
  if (
    resourceIndicators.length > 0 &&
    resolveResourceIndicator(resourceIndicators, settings.resources).resource !== token.resource
  ) {
    throw new InvalidTargetError('The refresh token was issued for another resource', 'wrong_resource')
  }
  if (scope === undefined) return token.scopes
  const asked = parseScope(scope)
  const granted = settings.scopes.expand(token.scopes)
  if (asked.length === 0 || asked.some((name) => !granted.has(name))) {
    throw new InvalidScopeError('The scope exceeds what was granted', 'scope_wider_than_grant')
  }
  return asked
}

function refused(reason: string) {
  return new InvalidGrantError('The refresh token is not valid', `refresh_token_${reason}`)
}
