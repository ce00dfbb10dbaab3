import { Compile } from 'typebox/compile'
import { InvalidClientError } from '../errors.ts'
import { ClientMetadata, resolveClientMetadata } from '../registration/client-metadata.ts'
import type { NewClient } from '../store/index.ts'

const validator = Compile(ClientMetadata)

/**
 * @throws {InvalidClientMetadataError} when the document does not describe the client that is named by its URL.
 */
export function readClientDocument(url: string, body: unknown): NewClient & { kind: 'document' } {
  if (!isRecord(body) || body.client_id !== url) throw refused('client_id is not the address of the document')
  if (typeof body.client_name !== 'string' || body.client_name.trim() === '') throw refused('client_name is missing')
  if ('client_secret' in body || 'client_secret_expires_at' in body) throw refused('client_secret is not allowed')
  const method = body.token_endpoint_auth_method ?? 'none'
  if (method !== 'none' && method !== 'private_key_jwt') throw refused('token_endpoint_auth_method is not supported')
  if (!validator.Check(body)) throw refused('a member is malformed')
  return { ...resolveClientMetadata({ ...body, token_endpoint_auth_method: method }), id: url, kind: 'document' }
}

function refused(reason: string) {
  return new InvalidClientError(reason, 'client_document', { statusCode: 400 })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
