import { isLoopbackRedirectUri } from '../authorization-request/redirect-uri.ts'
import { cleanClientName } from '../consent/client-name.ts'
import { digestOf } from '../digest.ts'
import type { Settings } from '../options.ts'
import { judgeRedirectUri } from '../registration/redirect-uri.ts'
import { judgeDocumentUrl } from '../remote-documents/document-url.ts'
import type { Client, ClientChanges, NewClient, PublicKeySet } from '../store/index.ts'
import { randomBase62 } from '../token-format.ts'
import { ClientLimitError, ClientRefusedError } from './errors.ts'
import { problemOfPublicKeys } from './public-keys.ts'

/** What a person says about a client they make. */
export interface OwnedClientRequest {
  name: string
  /** The most the client may ever ask for, or, for a machine, gets. */
  scopes: string[]
  /** 1 to 10; none for a machine client. */
  redirectUris?: string[]
  /** A machine client has no browser login: it acts in its owner's name with its own credentials. */
  isMachine?: boolean
  /** A public client keeps no secret: programs on people's machines (RFC 8252 section 8.5). */
  isPublic?: boolean
  /** For a machine client that signs (`private_key_jwt`) instead of sending a secret. */
  keys?: PublicKeySet
  /** The same, where those keys are: an https address of a public host. */
  keysUrl?: string
}

export interface OwnedClientChanges {
  name?: string
  scopes?: string[]
  redirectUris?: string[]
  isDisabled?: boolean
}

/** The clients people make for themselves, as the host's settings page needs them. Every other owner's is not there. */
export interface OwnedClients {
  /**
   * Makes a client; its secret is in this answer only.
   *
   * @throws {ClientRefusedError} naming the field that is wrong.
   * @throws {ClientLimitError} when the owner has as many as one may have.
   */
  create(owner: string, request: OwnedClientRequest): Promise<{ client: Client; secret?: string }>
  list(owner: string): Promise<Client[]>
  /**
   * Changes a client. Scopes taken away end what was granted with them.
   *
   * @throws {ClientRefusedError} naming the field that is wrong.
   */
  update(owner: string, clientId: string, changes: OwnedClientChanges): Promise<Client | undefined>
  /**
   * A new secret. The old one stays good for `overlapSeconds`; by default it ends at once, and every token with it.
   *
   * @throws {ClientRefusedError} when the client has no secret.
   */
  rotateSecret(owner: string, clientId: string, options?: { overlapSeconds?: number }): Promise<string | undefined>
  /** Removes the client and every token of it. Answers whether there was one. */
  delete(owner: string, clientId: string): Promise<boolean>
}

const MAX_REDIRECT_URIS = 10
const MAX_OVERLAP_SECONDS = 30 * 24 * 3600

export function createOwnedClients(settings: Settings): OwnedClients {
  const { clients, grants } = settings.store

  const record = (type: string, subject: string, clientId: string, detail?: Record<string, unknown>) =>
    settings.audit.record(type, { subject, clientId, ...(detail && { detail }) })

  async function findOwned(owner: string, clientId: string): Promise<Client | undefined> {
    const client = await clients.find(clientId)
    return client?.owner === owner ? client : undefined
  }

  return {
    async create(owner, request) {
      const client = resolveOwnedClient(owner, request, settings)
      const secret = client.authenticationMethod.startsWith('client_secret')
        ? settings.tokens.mint('client_secret')
        : undefined
      const created = await clients.createOwned(client, {
        limit: settings.limits.clientsPerOwner,
        ...(secret !== undefined && { secretDigest: digestOf(secret) })
      })
      if (created === 'limit_reached') throw new ClientLimitError(settings.limits.clientsPerOwner)
      record('client.created', owner, created.id)
      return { client: created, ...(secret !== undefined && { secret }) }
    },

    list: (owner) => clients.listOwned(owner),

    async update(owner, clientId, changes) {
      const client = await findOwned(owner, clientId)
      if (!client) return undefined
      const checked: ClientChanges = {
        ...(changes.name !== undefined && { name: checkName(changes.name) }),
        ...(changes.scopes && { scopes: checkScopes(changes.scopes, settings) }),
        ...(changes.redirectUris && { redirectUris: checkRedirectUris(changes.redirectUris, isMachine(client)) }),
        ...(changes.isDisabled !== undefined && { isDisabled: changes.isDisabled })
      }
      const updated = await clients.update(clientId, checked)
      if (checked.scopes && isNarrower(checked.scopes, client.scopes ?? [], settings)) {
        await grants.revokeAll({ clientId }, 'client_changed')
      }
      record('client.updated', owner, clientId, { changed: Object.keys(checked) })
      return updated
    },

    async rotateSecret(owner, clientId, { overlapSeconds = 0 } = {}) {
      const client = await findOwned(owner, clientId)
      if (!client) return undefined
      if (!client.authenticationMethod.startsWith('client_secret'))
        throw new ClientRefusedError('id', 'This client has no secret')
      if (!Number.isInteger(overlapSeconds) || overlapSeconds < 0 || overlapSeconds > MAX_OVERLAP_SECONDS)
        throw new ClientRefusedError('overlap_seconds', 'must be whole seconds, at most 30 days')
      const secret = settings.tokens.mint('client_secret')
      if (!(await clients.rotateSecret(clientId, digestOf(secret), overlapSeconds))) return undefined
      record('client.secret_rotated', owner, clientId, { overlapSeconds })
      return secret
    },

    async delete(owner, clientId) {
      if (!(await findOwned(owner, clientId)) || !(await clients.delete(clientId))) return false
      record('client.deleted', owner, clientId)
      return true
    }
  }
}

/** Whether the client acts by itself, without anybody at a browser. */
export function isMachine({ grantTypes }: Pick<Client, 'grantTypes'>): boolean {
  return grantTypes.includes('client_credentials')
}

function resolveOwnedClient(
  owner: string,
  request: OwnedClientRequest,
  settings: Settings
): NewClient & { owner: string } {
  const { isMachine: isForMachine = false, isPublic = false } = request
  if (isForMachine && isPublic) throw new ClientRefusedError('public', 'A machine client needs credentials')
  const keys = checkKeys(request)
  const redirectUris = checkRedirectUris(request.redirectUris ?? [], isForMachine)
  return {
    id: `${settings.tokenPrefix}cl_${randomBase62(22)}`,
    kind: 'manual',
    name: checkName(request.name),
    redirectUris,
    authenticationMethod: isPublic ? 'none' : keys ? 'private_key_jwt' : 'client_secret_basic',
    grantTypes: isForMachine ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    applicationType: redirectUris.some((uri) => isLoopbackRedirectUri(uri) || !/^https?:/i.test(uri))
      ? 'native'
      : 'web',
    scopes: checkScopes(request.scopes, settings),
    owner,
    ...keys,
    description: {}
  }
}

/** What it signs with, if it does. */
function checkKeys({ keys, keysUrl, isMachine: isForMachine = false }: OwnedClientRequest) {
  if (keysUrl !== undefined) {
    if (!isForMachine) throw new ClientRefusedError('jwks_uri', 'is for machine clients')
    if (keys) throw new ClientRefusedError('jwks_uri', 'and jwks exclude each other')
    if (!judgeDocumentUrl(keysUrl, { allowLoopbackHttp: false }).isAcceptable)
      throw new ClientRefusedError('jwks_uri', 'must be an https URL of a public host')
    return { keysUrl }
  }
  if (!keys) return undefined
  if (!isForMachine) throw new ClientRefusedError('jwks', 'is for machine clients')
  const problem = problemOfPublicKeys(keys)
  if (problem !== undefined) throw new ClientRefusedError('jwks', problem)
  return { keys: { keys: keys.keys } }
}

function checkName(name: string): string {
  if (Array.from(name).length > 100) throw new ClientRefusedError('name', 'must have at most 100 characters')
  const clean = cleanClientName(name)
  if (clean === '') throw new ClientRefusedError('name', 'must not be empty')
  return clean
}

function checkScopes(scopes: string[], { scopes: catalogue }: Settings): string[] {
  const unknown = scopes.find((name) => !catalogue.find(name))
  if (unknown !== undefined) throw new ClientRefusedError('scopes', `"${unknown.slice(0, 100)}" is not a scope here`)
  if (scopes.length === 0) throw new ClientRefusedError('scopes', 'must name at least one scope')
  return [...new Set(scopes)]
}

function checkRedirectUris(uris: string[], isForMachine: boolean): string[] {
  if (isForMachine && uris.length > 0) throw new ClientRefusedError('redirect_uris', 'A machine client has none')
  if (isForMachine) return []
  if (uris.length === 0 || uris.length > MAX_REDIRECT_URIS)
    throw new ClientRefusedError('redirect_uris', `must list 1 to ${MAX_REDIRECT_URIS} addresses`)
  for (const [index, uri] of uris.entries()) {
    const verdict = judgeRedirectUri(uri)
    if (!verdict.isAcceptable) throw new ClientRefusedError(`redirect_uris/${index}`, `is refused: ${verdict.rule}`)
  }
  return [...new Set(uris)]
}

function isNarrower(scopes: string[], before: string[], { scopes: catalogue }: Settings): boolean {
  const allowed = catalogue.expand(scopes)
  return [...catalogue.expand(before)].some((name) => !allowed.has(name))
}
