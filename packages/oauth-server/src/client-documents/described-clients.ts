import type { FastifyBaseLogger } from 'fastify'
import { InvalidClientError, isOAuthError, TemporarilyUnavailableError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { DocumentUnavailableError } from '../remote-documents/document-unavailable-error.ts'
import { judgeDocumentUrl } from '../remote-documents/document-url.ts'
import type { Client, NewClient } from '../store/index.ts'
import { readClientDocument } from './read-client-document.ts'
import type { ReadOptions } from './remote-json.ts'

/**
 * Clients whose identifier is the URL of a document that describes them (draft-ietf-oauth-client-id-metadata-document),
 * so that nobody has to register anywhere.
 */
export interface DescribedClients {
  /**
   * The client as its document describes it now; for a person who is about to be asked. A client that was registered
   * under the same identifier counts instead.
   *
   * @throws {InvalidClientError} with one description, whatever went wrong: the fetch must tell nobody about our network.
   */
  describe(clientId: string, beforeFetch: () => Promise<void>): Promise<Client | undefined>
  /**
   * The client of somebody who is connected already. While its host cannot be reached, what it said last counts.
   *
   * @throws {TemporarilyUnavailableError} when that is too long ago: the client keeps its login and comes back.
   */
  refresh(client: Client): Promise<Client>
}

export function createDescribedClients(
  settings: Pick<Settings, 'store' | 'clientDocuments' | 'isSecure' | 'remoteJson'>,
  log: FastifyBaseLogger
): DescribedClients {
  const { clients } = settings.store

  async function load(url: string, options: ReadOptions): Promise<Client> {
    const described = readClientDocument(url, await settings.remoteJson.read(url, options))
    const known = await clients.find(url)
    if (known && !known.isRetired && isSame(known, described)) return known
    return clients.putDocument(described)
  }

  return {
    async describe(clientId, beforeFetch) {
      const known = await clients.find(clientId)
      if (known && known.kind !== 'document') return known
      if (known?.isDisabled || !isClientUrl(clientId) || !settings.clientDocuments) return known
      const { isAllowed = () => true } = settings.clientDocuments
      try {
        const verdict = judgeDocumentUrl(clientId, { allowLoopbackHttp: !settings.isSecure })
        if (!verdict.isAcceptable) throw new DocumentUnavailableError('url_refused', verdict.rule)
        if (!(await isAllowed(clientId))) throw new DocumentUnavailableError('url_refused', 'policy')
        return await load(clientId, { beforeFetch })
      } catch (error) {
        if (error instanceof DocumentUnavailableError || (isOAuthError(error) && error.statusCode === 400)) {
          const reason = error instanceof DocumentUnavailableError ? (error.detail ?? error.reason) : error.message
          log.info({ clientId, reason }, 'a client document was refused')
          throw new InvalidClientError('The description of this application could not be loaded', 'client_document', {
            statusCode: 400
          })
        }
        throw error
      }
    },

    async refresh(client) {
      if (client.kind !== 'document') return client
      try {
        return await load(client.id, { allowStale: true })
      } catch (error) {
        if (!(error instanceof DocumentUnavailableError) && !isOAuthError(error)) throw error
        throw new TemporarilyUnavailableError(
          'The description of this application cannot be loaded, try again later',
          'client_document_outdated',
          { headers: { 'retry-after': '60' } }
        )
      }
    }
  }
}

/** Whether a client identifier is a URL, so that a document may be found there. */
export function isClientUrl(clientId: string): boolean {
  return /^https?:\/\//.test(clientId)
}

function isSame(known: Client, described: NewClient): boolean {
  const members = Object.keys(described) as (keyof NewClient)[]
  const optional = ['scopes', 'keys', 'keysUrl', 'isDpopBound'] as const
  return [...members, ...optional].every(
    (name) => JSON.stringify(sorted(known[name])) === JSON.stringify(sorted(described[name]))
  )
}

/** The database returns the members of an object in its own order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((key) => [key, sorted(value[key])])
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
