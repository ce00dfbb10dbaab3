/** The client that asks every authorization server here, and how it says who it is. */
export const CLIENT_ID = 'bench-client'
export const CLIENT_SECRET = 'mBwmCzGf1x6Vt0J3kQ9sYpUe7RhL2dNa'
export const SCOPE = 'notes:read'
export const SUBJECT = 'ada'

/** Both are plain enough to need no form encoding (RFC 6749 section 2.3.1). */
const credentials = Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')

const headers = {
  authorization: `Basic ${credentials}`,
  'content-type': 'application/x-www-form-urlencoded'
}

/**
 * @param {{ origin: string, path: string }} tokenEndpoint
 * @returns {import('./worker.mjs').Target}
 */
export function clientCredentialsTarget({ origin, path }) {
  return { origin, path, headers, body: 'grant_type=client_credentials', expects: 'access_token' }
}

/**
 * @param {{ origin: string, path: string }} tokenEndpoint
 * @param {string[]} refreshTokens
 * @returns {import('./worker.mjs').Target}
 */
export function refreshTarget({ origin, path }, refreshTokens) {
  const body = 'grant_type=refresh_token&refresh_token='
  return { origin, path, headers, body, expects: 'refresh_token', refreshTokens }
}
