import type { OAuthError } from '../errors.ts'

export interface AuthorizationResponse {
  redirectUri: string
  issuer: string
  state?: string | undefined
}

/** The redirect that hands the client its code; `iss` is on every answer (RFC 9207 section 2). */
export function codeResponse(code: string, to: AuthorizationResponse): string {
  return withParameters(to.redirectUri, { code, state: to.state, iss: to.issuer })
}

/** The redirect that tells the client why there is no code (RFC 6749 section 4.1.2.1). */
export function errorResponse(
  { error, message }: Pick<OAuthError, 'error' | 'message'>,
  to: AuthorizationResponse
): string {
  return withParameters(to.redirectUri, { error, error_description: message, state: to.state, iss: to.issuer })
}

/** Built as text, so that private-use schemes and an existing query stay as they were registered. */
function withParameters(redirectUri: string, parameters: Record<string, string | undefined>): string {
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value as string)}`)
    .join('&')
  return `${redirectUri}${separator(redirectUri)}${query}`
}

function separator(uri: string): string {
  if (!uri.includes('?')) return '?'
  return uri.endsWith('?') || uri.endsWith('&') ? '' : '&'
}
