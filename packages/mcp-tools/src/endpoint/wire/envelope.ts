import type { IncomingHttpHeaders } from 'node:http'
import type { ClientCapabilities, LoggingLevel } from '@modelcontextprotocol/server'
import { HeaderMismatchError, InvalidParamsError, InvalidRequestError, UnsupportedVersionError } from './errors.ts'
import { decodeHeaderValue } from './header-value.ts'
import { isObject, type Message, type Params } from './json-rpc.ts'
import { CLIENT_CAPABILITIES, LOG_LEVEL, PROTOCOL_VERSION } from './meta-keys.ts'
import { BATCH_VERSION, isLegacyVersion, MODERN_VERSION, type Version, VERSIONS } from './versions.ts'

/** How a request wants to be answered. */
export interface Envelope {
  version: Version
  isModern: boolean
  /** As the client declares them; an older one does so in `initialize` only. */
  client: ClientCapabilities | undefined
  logLevel: LoggingLevel | undefined
  progressToken: string | number | undefined
}

export const LOG_LEVELS: readonly LoggingLevel[] = [
  'debug',
  'info',
  'notice',
  'warning',
  'error',
  'critical',
  'alert',
  'emergency'
]

/** Which parameter a request is about, for those where the header `Mcp-Name` has to say it too. */
const NAMED_BY: Record<string, string> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId'
}

/**
 * The era follows from header and metadata, never from the method: a header that names no older revision, or metadata
 * that names a version.
 */
export function isModernRequest(headers: IncomingHttpHeaders, params: Params): boolean {
  const header = headers['mcp-protocol-version']
  return (header !== undefined && !isLegacyVersion(header)) || metaOf(params)[PROTOCOL_VERSION] !== undefined
}

/**
 * What a request says of itself, checked in the order that the revision prescribes.
 *
 * @throws {InvalidParamsError} 400, when the metadata lacks what it must have.
 * @throws {HeaderMismatchError} when a header is missing or says something else than the body.
 * @throws {UnsupportedVersionError}
 */
export function readEnvelope(headers: IncomingHttpHeaders, message: Message & { kind: 'request' }): Envelope {
  const meta = metaOf(message.params)
  const progressToken = readProgressToken(meta)
  if (!isModernRequest(headers, message.params)) {
    return {
      version: legacyVersion(headers),
      isModern: false,
      client: undefined,
      logLevel: undefined,
      progressToken
    }
  }
  const { [PROTOCOL_VERSION]: version, [CLIENT_CAPABILITIES]: client, [LOG_LEVEL]: logLevel } = meta
  if (typeof version !== 'string') throw missing(PROTOCOL_VERSION)
  if (!isObject(client)) throw missing(CLIENT_CAPABILITIES)
  if (headers['mcp-protocol-version'] !== version)
    throw new HeaderMismatchError('The header MCP-Protocol-Version is not the version in _meta')
  if (version !== MODERN_VERSION) throw new UnsupportedVersionError(version, VERSIONS)
  checkStandardHeaders(headers, message)
  if (logLevel !== undefined && !isLogLevel(logLevel))
    throw new InvalidParamsError(`_meta["${LOG_LEVEL}"] is no log level`, { statusCode: 400 })
  return { version, isModern: true, client, logLevel, progressToken }
}

export function isLogLevel(value: unknown): value is LoggingLevel {
  return LOG_LEVELS.some((level) => level === value)
}

/**
 * The revision of an older client: what its header says, once it has learned to send one.
 *
 * @throws {InvalidRequestError} for a version that is not served.
 */
export function legacyVersion(headers: IncomingHttpHeaders): Version {
  const header = headers['mcp-protocol-version'] ?? BATCH_VERSION
  if (!isLegacyVersion(header)) throw new InvalidRequestError('This protocol version is not served here')
  return header
}

function checkStandardHeaders(headers: IncomingHttpHeaders, { method, params }: Message & { kind: 'request' }): void {
  if (headers['mcp-method'] !== method) throw new HeaderMismatchError('The header Mcp-Method is not the method')
  const parameter = NAMED_BY[method]
  const name = parameter === undefined ? undefined : params[parameter]
  if (typeof name !== 'string') return
  const sent = headers['mcp-name']
  if (typeof sent !== 'string' || decodeHeaderValue(sent) !== name)
    throw new HeaderMismatchError(`The header Mcp-Name is not the ${parameter} in the body`)
}

function metaOf(params: Params): Record<string, unknown> {
  return isObject(params._meta) ? params._meta : {}
}

function readProgressToken({ progressToken }: Record<string, unknown>): string | number | undefined {
  return typeof progressToken === 'string' || typeof progressToken === 'number' ? progressToken : undefined
}

function missing(key: string): InvalidParamsError {
  return new InvalidParamsError(`_meta["${key}"] is missing or of the wrong type`, { statusCode: 400 })
}
