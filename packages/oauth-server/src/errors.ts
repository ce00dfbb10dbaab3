import { createError } from '@fastify/error'

export type ErrorHeaders = Record<string, string>

/** What every refusal of this server has in common: the wire code and description, and a reason for our log only. */
export interface OAuthError extends Error {
  /** The `error` of RFC 6749 section 5.2 and its relatives. */
  readonly error: string
  /** HTTP status. */
  readonly statusCode: number
  /** Why, in our words; logged, never sent. */
  readonly reason: string
  /** Response headers that belong to the refusal. */
  readonly headers: ErrorHeaders
}

/** One class per wire code. `description` is sent to the client, `reason` only ever reaches the log. */
function oauthError(error: string, defaultStatusCode: number) {
  return class extends createError(`OAUTH_${error.toUpperCase()}`, '%s', defaultStatusCode) implements OAuthError {
    readonly error = error
    override readonly statusCode: number
    readonly reason: string
    readonly headers: ErrorHeaders

    constructor(description: string, reason: string, detail: { statusCode?: number; headers?: ErrorHeaders } = {}) {
      super(description)
      this.statusCode = detail.statusCode ?? defaultStatusCode
      this.reason = reason
      this.headers = detail.headers ?? {}
    }
  }
}

export const InvalidRequestError = oauthError('invalid_request', 400)
export const InvalidClientError = oauthError('invalid_client', 401)
export const InvalidGrantError = oauthError('invalid_grant', 400)
export const UnauthorizedClientError = oauthError('unauthorized_client', 400)
export const UnsupportedGrantTypeError = oauthError('unsupported_grant_type', 400)
export const UnsupportedResponseTypeError = oauthError('unsupported_response_type', 400)
export const InvalidScopeError = oauthError('invalid_scope', 400)
export const InvalidTargetError = oauthError('invalid_target', 400)
export const RequestNotSupportedError = oauthError('request_not_supported', 400)
export const RequestUriNotSupportedError = oauthError('request_uri_not_supported', 400)
export const LoginRequiredError = oauthError('login_required', 400)
export const ConsentRequiredError = oauthError('consent_required', 400)
export const AccessDeniedError = oauthError('access_denied', 400)
export const AuthorizationPendingError = oauthError('authorization_pending', 400)
export const SlowDownError = oauthError('slow_down', 400)
export const ExpiredTokenError = oauthError('expired_token', 400)
export const InvalidRedirectUriError = oauthError('invalid_redirect_uri', 400)
export const InvalidClientMetadataError = oauthError('invalid_client_metadata', 400)
export const InvalidDpopProofError = oauthError('invalid_dpop_proof', 400)
export const UseDpopNonceError = oauthError('use_dpop_nonce', 400)
export const InvalidTokenError = oauthError('invalid_token', 401)
export const InsufficientScopeError = oauthError('insufficient_scope', 403)
/**
 * Nothing but the person can give what is asked for. Not among the codes of RFC 6749 section 5.2, so the status is that of a
 * bad moment: whoever does not know the code keeps its login, where a 400 may be taken for the end of it.
 */
export const InteractionRequiredError = oauthError('interaction_required', 503)
/** The one answer to trouble of our own: clients keep their login and come back (never `server_error`, which opens browsers). */
export const TemporarilyUnavailableError = oauthError('temporarily_unavailable', 503)

/** No credentials were presented: a challenge without an error code (RFC 6750 section 3.1). */
export class AuthenticationRequiredError extends createError('OAUTH_AUTHENTICATION_REQUIRED', '%s', 401) {
  readonly headers: ErrorHeaders

  constructor(headers: ErrorHeaders) {
    super('Authentication is required')
    this.headers = headers
  }
}

export function isOAuthError(error: unknown): error is OAuthError {
  return error instanceof Error && 'error' in error && 'reason' in error && 'statusCode' in error
}
