import { checkExposed, checkPreflight } from './cross-origin.ts'
import { type Reply, readJson } from './http-client.ts'
import type { Journey } from './journey.ts'
import {
  checkAuthorizationServer,
  checkProtectedResource,
  type ResourceMetadata,
  type ServerMetadata
} from './metadata.ts'
import { check } from './problem.ts'

const RESOURCE_MEMBERS: (keyof ResourceMetadata)[] = ['resource', 'authorization_servers', 'scopes_supported']
const SERVER_MEMBERS: (keyof ServerMetadata)[] = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'revocation_endpoint'
]

/** What a client knows of a server once it has looked around. */
export interface Discovered {
  /** The scopes that the challenge asks for. */
  challengeScope: string | undefined
  resourceMetadata: ResourceMetadata
  metadata: ServerMetadata
}

/** From the first call, which is refused, to the metadata of the authorization server, asked for as the persona asks. */
export async function discover(journey: Journey): Promise<Discovered> {
  const challenge = await journey.step('call without a token', () => readChallenge(journey))
  const found = await journey.step('discovery', () => fetchDocuments(journey, challenge.get('resource_metadata')))
  return { challengeScope: challenge.get('scope'), ...found }
}

/** Asks for the authorization server's metadata once more. */
export async function rediscover(journey: Journey, { metadata }: Discovered): Promise<void> {
  const request = journey.persona.discovery.requests.find(({ document }) => document === 'authorization_server')
  if (!request) return
  const url = fillIn(request.url, journey.target.resource, { issuer: metadata.issuer })
  const reply = await journey.http.send(url, { headers: request.headers ?? {} })
  check(reply.status === 200, `${url} answers with ${reply.status}`)
  checkAuthorizationServer(readJson(reply), metadata.issuer, journey.persona, url)
}

async function readChallenge({ persona, target, http }: Journey): Promise<Map<string, string>> {
  const url = target.resource.href
  const { headers, body } = persona.discovery.call
  const { pageOrigin } = persona
  if (pageOrigin !== undefined) {
    const withToken = { ...headers, authorization: 'Bearer token' }
    await checkPreflight(target.fetch ?? fetch, url, { method: 'POST', headers: withToken, pageOrigin })
  }
  const reply = await http.send(url, { method: 'POST', headers, body: JSON.stringify(body) })
  check(reply.status === 401, `${url} answers with ${reply.status} instead of 401`)
  const header = reply.headers.get('www-authenticate')
  check(header, `${url} answers without WWW-Authenticate`)
  if (pageOrigin !== undefined) checkExposed(reply.headers, 'www-authenticate', url)
  check(/^Bearer(\s|$)/i.test(header), `the challenge is not of the scheme Bearer: ${header}`)
  const parameters = [...header.matchAll(/([a-z_]+)="([^"]*)"/g)]
  return new Map(parameters.map(([, name = '', value = '']) => [name, value]))
}

/** Asks as the persona does: the first good answer counts, 4xx means the next place, others are the end. */
async function fetchDocuments(journey: Journey, resourceMetadataUrl: string | undefined) {
  const { persona, target, http } = journey
  let resourceMetadata: ResourceMetadata | undefined
  let metadata: ServerMetadata | undefined
  for (const { document, url: template, headers = {}, always = false } of persona.discovery.requests) {
    const known = document === 'protected_resource' ? resourceMetadata : metadata
    if (known && !always) continue
    if (template === '{resource_metadata}' && resourceMetadataUrl === undefined) continue
    const issuer = resourceMetadata?.authorization_servers[0]
    const url = fillIn(template, target.resource, { issuer, resourceMetadataUrl })
    const reply = await http.send(url, { headers })
    if (isElsewhere(reply)) continue
    check(reply.status === 200, `${url} answers with ${reply.status}`)
    const answer = readJson(reply)
    if (document === 'protected_resource') {
      const checked = checkProtectedResource(answer, target.resource, url)
      check(
        !resourceMetadata || isSame(resourceMetadata, checked, RESOURCE_MEMBERS),
        `${url} differs from the document found before`
      )
      resourceMetadata = checked
    } else {
      check(issuer !== undefined, 'there is no protected resource metadata')
      const checked = checkAuthorizationServer(answer, issuer, persona, url)
      check(!metadata || isSame(metadata, checked, SERVER_MEMBERS), `${url} differs from the document found before`)
      metadata = checked
    }
  }
  check(resourceMetadata, 'there is no protected resource metadata')
  check(metadata, 'there is no authorization server metadata')
  return { resourceMetadata, metadata }
}

function isElsewhere({ status }: Reply): boolean {
  return (status >= 400 && status < 500) || status === 502
}

/** Whether two places say the same of what the client goes by. */
function isSame<Metadata extends object>(one: Metadata, other: Metadata, members: (keyof Metadata)[]): boolean {
  return members.every((member) => JSON.stringify(one[member]) === JSON.stringify(other[member]))
}

function fillIn(
  template: string,
  resource: URL,
  { issuer, resourceMetadataUrl }: { issuer?: string | undefined; resourceMetadataUrl?: string | undefined }
): string {
  const values: Record<string, string | undefined> = {
    resource_metadata: resourceMetadataUrl,
    resource_origin: resource.origin,
    resource_path: pathOf(resource),
    issuer_origin: issuer && new URL(issuer).origin,
    issuer_path: issuer && pathOf(new URL(issuer))
  }
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = values[name]
    check(value !== undefined, `nothing says what ${name} is`)
    return value
  })
}

function pathOf({ pathname }: URL): string {
  return pathname === '/' ? '' : pathname
}
