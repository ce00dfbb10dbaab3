import type { Persona } from './persona.ts'
import { check } from './problem.ts'

export interface ResourceMetadata {
  resource: string
  authorization_servers: string[]
  scopes_supported?: string[]
}

export interface ServerMetadata {
  issuer: string
  authorization_endpoint: string
  token_endpoint: string
  registration_endpoint?: string
  revocation_endpoint?: string
  grant_types_supported?: string[]
  scopes_supported?: string[]
  token_endpoint_auth_methods_supported?: string[]
  [member: string]: unknown
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

/** RFC 9728, with what clients insist on: the resource is the very URL that they were given. */
export function checkProtectedResource(
  document: Record<string, unknown>,
  resource: URL,
  url: string
): ResourceMetadata {
  check(typeof document.resource === 'string', `${url} names no resource`)
  const isGiven = document.resource === resource.href || `${document.resource}/` === resource.href
  check(isGiven, `${url} is about ${document.resource} instead of ${resource.href}`)
  const servers = document.authorization_servers
  check(isListOfText(servers), `${url} lists no authorization servers`)
  for (const server of servers) checkEndpoint(server, 'authorization_servers', url)
  check(
    document.scopes_supported === undefined || isListOfText(document.scopes_supported),
    `${url} has malformed scopes_supported`
  )
  return document as unknown as ResourceMetadata
}

/** RFC 8414, with what clients insist on beyond it. */
export function checkAuthorizationServer(
  document: Record<string, unknown>,
  issuer: string,
  persona: Persona,
  url: string
): ServerMetadata {
  check(document.issuer === issuer, `${url} has the issuer ${String(document.issuer)} instead of ${issuer}`)
  for (const member of ['authorization_endpoint', 'token_endpoint', 'response_types_supported']) {
    check(document[member] !== undefined, `${url} has no ${member}`)
  }
  for (const [member, value] of Object.entries(document)) {
    if (/_(endpoint|uri)$/.test(member)) checkEndpoint(value, member, url)
    check(!Array.isArray(value) || value.length > 0, `${url}: ${member} is an empty array`)
  }
  checkListed(document, 'response_types_supported', 'code', url)
  checkListed(document, 'code_challenge_methods_supported', 'S256', url)
  const grantTypes = persona.machine ? ['client_credentials'] : ['authorization_code', 'refresh_token']
  for (const grantType of grantTypes) checkListed(document, 'grant_types_supported', grantType, url)
  for (const method of authenticationMethods(persona)) {
    checkListed(document, 'token_endpoint_auth_methods_supported', method, url)
  }
  if (url.includes('/openid-configuration')) checkOpenId(document, url)
  return document as ServerMetadata
}

/** The members without which an OpenID Connect parser gives up (OpenID Connect Discovery section 3). */
function checkOpenId(document: Record<string, unknown>, url: string): void {
  for (const member of ['jwks_uri', 'subject_types_supported', 'id_token_signing_alg_values_supported']) {
    check(document[member] !== undefined, `${url} has no ${member}`)
  }
}

function authenticationMethods({ dynamic, machine }: Persona): string[] {
  if (machine) return machine.authentication
  return dynamic && dynamic.authentication !== 'registered' ? [dynamic.authentication] : []
}

function checkListed(document: Record<string, unknown>, member: string, value: string, url: string): void {
  const list = document[member]
  check(isListOfText(list) && list.includes(value), `${url}: ${member} does not list ${value}`)
}

function checkEndpoint(value: unknown, member: string, url: string): void {
  check(typeof value === 'string' && URL.canParse(value), `${url}: ${member} is no absolute URL: ${String(value)}`)
  const { protocol, hostname } = new URL(value)
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
  check(isSafe, `${url}: ${member} is not https: ${value}`)
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}
