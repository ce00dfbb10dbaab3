import type { FastifyRequest } from 'fastify'
import { InvalidRequestError } from '../errors.ts'

export interface Credentials {
  /** `DPoP` of a token that is bound to a key (RFC 9449 section 7.1). */
  scheme: 'Bearer' | 'DPoP'
  token: string
}

/** The bearer token of a request, unless it has none; like `readCredentials`. */
export function readBearerToken(request: FastifyRequest): string | undefined {
  const credentials = readCredentials(request)
  return credentials?.scheme === 'Bearer' ? credentials.token : undefined
}

/**
 * The access token of a request (RFC 6750 section 2.1), unless it has none. Only the header counts: a token in the
 * query or in a form is refused even if it is valid, since URLs and bodies end up in logs.
 *
 * @throws {InvalidRequestError} when the header is malformed or repeated, or a token is sent elsewhere.
 */
export function readCredentials(request: FastifyRequest): Credentials | undefined {
  if (hasAccessToken(request.query) || (isForm(request) && hasAccessToken(request.body))) {
    throw new InvalidRequestError('Send the access token in the Authorization header', 'token_outside_header')
  }
  const { rawHeaders } = request.raw
  const headers = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization')
  if (headers.length > 1)
    throw new InvalidRequestError('Authorization was sent more than once', 'authorization_repeated')
  const { authorization } = request.headers
  if (authorization === undefined || !/^(bearer|dpop)( |$)/i.test(authorization)) return undefined
  const token = /^[a-z]+ ([A-Za-z0-9\-._~+/]+=*)$/i.exec(authorization)?.[1]
  if (token === undefined)
    throw new InvalidRequestError('The Authorization header is malformed', 'authorization_malformed')
  return { scheme: /^dpop/i.test(authorization) ? 'DPoP' : 'Bearer', token }
}

function hasAccessToken(values: unknown): boolean {
  return typeof values === 'object' && values !== null && 'access_token' in values
}

function isForm(request: FastifyRequest): boolean {
  return request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
}
