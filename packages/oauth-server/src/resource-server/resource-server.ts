import type { FastifyRequest } from 'fastify'
import { digestOf } from '../digest.ts'
import {
  AuthenticationRequiredError,
  InsufficientScopeError,
  InvalidDpopProofError,
  InvalidRequestError,
  InvalidTokenError,
  isOAuthError,
  UseDpopNonceError
} from '../errors.ts'
import type { Settings } from '../options.ts'
import type { ProtectedResource } from '../protected-resource.ts'
import { findStaticToken } from '../static-tokens/find-static-token.ts'
import { readCredentials, type Credentials } from './bearer-token.ts'
import { challengeHeaders, dpopChallengeHeaders, type DpopChallenge } from './challenge.ts'
import { createPossessionCheck } from './possession.ts'
import type { ScopeRefusals } from './scope-refusals.ts'

/** How the one who calls came by the token: by consent, as a machine client, or by copying a static token. */
export type PrincipalKind = 'user' | 'machine' | 'static'

/** What a request is allowed to do, and in whose name. The token itself is gone. */
export interface AccessToken {
  id: string
  kind: PrincipalKind
  /** The grant it was issued under; a static token has none. */
  grantId?: string
  clientId: string
  clientName: string
  /** The person in whose name it acts: of a machine client, its owner. */
  subject: string
  scopes: string[]
  resource: string
  /** Absent: never. */
  expiresAt?: Date
  /** Of the key that was proven with it (RFC 9449); absent: it is bound to none. */
  keyThumbprint?: string
}

export interface ResourceServer {
  /**
   * The live access token of a request, bound to the resource (default: the first one).
   *
   * @throws {AuthenticationRequiredError} 401 without an error code, when there are no credentials.
   * @throws {InvalidTokenError} 401, when the token is malformed, unknown, expired, revoked or another resource's.
   * @throws {InvalidDpopProofError} 401, when the token is bound to a key and the proof of it is missing or wrong.
   * @throws {UseDpopNonceError} 401 with a nonce, when the proof needs one.
   * @throws {InvalidRequestError} 400, when the request presents a token in a wrong way (RFC 6750 section 3.1).
   */
  authenticate: (request: FastifyRequest, resource?: string) => Promise<AccessToken>
  /**
   * @throws {InsufficientScopeError} 403 with a challenge that names the missing scopes beside those granted already:
   * some clients replace what they have by what the challenge says.
   */
  requireScopes: (accessToken: AccessToken, scopes: readonly string[]) => void
  /**
   * Makes sure that what a route demands exists: with a misspelt scope nobody could ever call it.
   *
   * @throws {TypeError} naming what is unknown.
   */
  checkProtection: (protection: { scopes: unknown; resource?: string }) => void
}

/** The guard in front of protected resources. */
export function createResourceServer(settings: Settings, refusals: ScopeRefusals): ResourceServer {
  const realm = realmOf(settings)
  const checkPossession = createPossessionCheck(settings)

  return {
    async authenticate(request, resourceId) {
      const resource = findResource(settings, resourceId)
      const credentials = readToken(request, resource)
      const invalid = (reason: string) => invalidToken(reason, credentials, resource)
      const accessToken = await findAccessToken(settings, credentials.token, request)
      if (accessToken === 'malformed') throw invalid('malformed')
      if (!accessToken) throw invalid('unknown_expired_or_revoked')
      if (accessToken.resource !== resource.resource) throw invalid('wrong_audience')
      if (!(await isActive(accessToken))) throw invalid('inactive_subject')
      const verdict = await checkPossession(request, credentials, accessToken.keyThumbprint).catch(challengeProof)
      if (verdict !== 'proven') throw invalid(verdict)
      return accessToken
    },

    checkProtection({ scopes, resource }) {
      findResource(settings, resource)
      const unknown = Array.isArray(scopes) ? scopes.find((name) => !settings.scopes.find(String(name))) : undefined
      if (unknown !== undefined) throw new TypeError(`oauthServer: "${String(unknown)}" is not among the scopes`)
    },

    requireScopes(accessToken, scopes) {
      const granted = settings.scopes.expand(accessToken.scopes)
      const missing = scopes.filter((scope) => !granted.has(scope))
      if (missing.length === 0) return
      refusals.note(accessToken)
      const { subject, clientId, grantId } = accessToken
      settings.audit.record('scope.denied', {
        subject,
        clientId,
        ...(grantId !== undefined && { grantId }),
        detail: { missing }
      })
      const description = `This needs the scope ${missing.join(' ')}`
      throw new InsufficientScopeError(description, 'insufficient_scope', {
        headers: challengeHeaders({
          resource: findResource(settings, accessToken.resource),
          realm,
          error: 'insufficient_scope',
          description,
          scopes: [...new Set([...accessToken.scopes, ...missing])]
        })
      })
    }
  }

  /** Of most tokens their look-up has seen to it. */
  async function isActive({ kind, subject }: AccessToken): Promise<boolean> {
    const isKnown = kind !== 'static' && settings.store.accessTokens.findsActiveSubjectsOnly === true
    return isKnown || settings.isActiveSubject(subject)
  }

  function readToken(request: FastifyRequest, resource: ProtectedResource): Credentials {
    let credentials: Credentials | undefined
    try {
      credentials = readCredentials(request)
    } catch (error) {
      if (!isOAuthError(error)) throw error
      const headers = challengeHeaders({ resource, realm, error: 'invalid_request', description: error.message })
      throw new InvalidRequestError(error.message, error.reason, { headers })
    }
    if (credentials && (credentials.scheme === 'Bearer' || settings.dpop)) return credentials
    throw new AuthenticationRequiredError(
      challengeHeaders({ resource, realm, scopes: resource.defaultScopes, ...withDpop({}) })
    )
  }

  /** The error goes with the scheme that was tried. Both say where to get a token. */
  function invalidToken(reason: string, { scheme }: Credentials, resource: ProtectedResource) {
    const description = 'The access token is not valid'
    const failure = { error: 'invalid_token', description } as const
    const challenges = scheme === 'DPoP' ? withDpop(failure) : { ...failure, ...withDpop({}) }
    const headers = challengeHeaders({ resource, realm, scopes: resource.defaultScopes, ...challenges })
    return new InvalidTokenError(description, reason, { headers })
  }

  function withDpop(challenge: DpopChallenge): { dpop?: DpopChallenge } {
    return settings.dpop ? { dpop: challenge } : {}
  }
}

/** A header is ASCII; the name of an application may be in any script. */
function realmOf({ branding: { name }, issuer }: Settings): string {
  return /^[\x20-\x7e]+$/.test(name) ? name : new URL(issuer).host
}

/** What is wrong with a proof is a 400 at the token endpoint and a 401 with a challenge here. */
function challengeProof(error: unknown): never {
  if (!isOAuthError(error)) throw error
  const { error: code, message: description, reason, headers } = error
  const Refusal = code === 'use_dpop_nonce' ? UseDpopNonceError : InvalidDpopProofError
  throw new Refusal(description, reason, {
    statusCode: 401,
    headers: { ...headers, ...dpopChallengeHeaders({ error: code, description }) }
  })
}

/** What is not well-formed is refused without a query. */
async function findAccessToken(
  settings: Settings,
  token: string,
  request: FastifyRequest
): Promise<AccessToken | 'malformed' | undefined> {
  if (settings.tokens.isWellFormed(token, 'access')) return settings.store.accessTokens.find(digestOf(token))
  if (settings.tokens.isWellFormed(token, 'static')) return findStaticToken(settings, token, request)
  return 'malformed'
}

function findResource({ resources }: Settings, id: string | undefined): ProtectedResource {
  if (id === undefined) return resources[0]
  const resource = resources.find((one) => one.resource === id)
  if (!resource) throw new TypeError(`oauthServer: "${id}" is not among the protected resources`)
  return resource
}
