import { isRevision, type Revision } from './revision.ts'

/** A request, as far as the check of its reply needs it. */
export interface SentRequest {
  method: string
  header: (name: string) => string | undefined
  body: string | undefined
}

/** What was asked, and by which revision the reply to it has to be judged. */
export interface Exchange {
  /** Whether it is one with an MCP endpoint at all. */
  isMcp: boolean
  /** Whether something was asked, and not only told or answered. */
  hasRequest: boolean
  isBatch: boolean
  /** The method of the request with this identifier. */
  methodOf(id: unknown): string | undefined
  revisionOf(reply: unknown): Revision
}

interface Message {
  jsonrpc?: unknown
  id?: unknown
  method?: unknown
  params?: { protocolVersion?: unknown; _meta?: Record<string, unknown> }
  result?: { protocolVersion?: unknown }
}

const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion'
/** Its clients send no version header. */
const WITHOUT_HEADER = '2025-03-26'
const NEWEST_WITH_HANDSHAKE = '2025-11-25'
/** Refuses versions that nobody knows in words of its own. */
const NEWEST = '2026-07-28'

export function readExchange({ method, header, body }: SentRequest): Exchange {
  const parsed = parse(body)
  const sent = messagesIn(parsed)
  const requests = sent.filter(({ method: name, id }) => typeof name === 'string' && id !== undefined && id !== null)
  const version = header('mcp-protocol-version')
  const isStream = method === 'GET' && (version ?? header('mcp-session-id')) !== undefined
  return {
    isMcp: isStream || sent.some(({ jsonrpc }) => jsonrpc !== undefined),
    hasRequest: requests.length > 0,
    isBatch: Array.isArray(parsed),
    methodOf(id) {
      const name = requests.find((request) => request.id === id)?.method
      return typeof name === 'string' ? name : undefined
    },
    revisionOf(reply) {
      const [first] = sent
      if (first?.method === 'initialize') return agreedRevision(first, reply)
      const stated = statedVersion(first) ?? version
      if (isRevision(stated)) return stated
      return stated === undefined ? WITHOUT_HEADER : NEWEST
    }
  }
}

/** A handshake is held in the revision that comes out of it. */
function agreedRevision(sent: Message, reply: unknown): Revision {
  const offered = messagesIn(reply)[0]?.result?.protocolVersion
  if (isRevision(offered)) return offered
  const asked = statedVersion(sent) ?? sent.params?.protocolVersion
  return isRevision(asked) ? asked : NEWEST_WITH_HANDSHAKE
}

/** What a message of the newest revision says of itself. */
function statedVersion(message: Message | undefined): unknown {
  const { _meta: meta } = message?.params ?? {}
  return meta?.[VERSION_KEY]
}

/** `undefined` for what is no JSON. */
export function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

/** The messages of a body: one, or those of a batch. */
export function messagesIn(body: unknown): Message[] {
  return [body].flat().filter((message): message is Message => typeof message === 'object' && message !== null)
}
