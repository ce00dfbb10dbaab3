import type { Implementation } from '@modelcontextprotocol/server'
import { SERVER_INFO } from '../wire/meta-keys.ts'

/** Lists change with addons and releases; whoever cannot wait listens for that. */
const LIST_TTL_MS = 60_000

/** Turns the members of a result, as JSON text, into a result of a revision. */
export interface ResultWriter {
  complete(members: string, meta?: Record<string, unknown>): string
  /** With how long it stays true (2026-07-28, "Caching"). What depends on who asks is never for a shared cache. */
  list(members: string): string
  /** Of something that may change at any time. */
  content(members: string): string
  inputRequired(inputRequests: Record<string, unknown>, requestState: string): string
}

export function modernResults(serverInfo: Implementation): ResultWriter {
  const info = `"${SERVER_INFO}":${JSON.stringify(serverInfo)}`
  const complete = `"resultType":"complete","_meta":{${info}}`
  const list = `"ttlMs":${LIST_TTL_MS},"cacheScope":"private",${complete}`
  const content = `"ttlMs":0,"cacheScope":"private",${complete}`
  return {
    complete: (members, meta) =>
      meta
        ? join(members, `"resultType":"complete","_meta":${join(JSON.stringify(meta), info)}`)
        : join(members, complete),
    list: (members) => join(members, list),
    content: (members) => join(members, content),
    inputRequired: (inputRequests, requestState) =>
      join(JSON.stringify({ inputRequests, requestState }), `"resultType":"input_required","_meta":{${info}}`)
  }
}

/** Older revisions know nothing of all that. */
export const legacyResults: ResultWriter = {
  complete: (members, meta) => (meta ? join(members, `"_meta":${JSON.stringify(meta)}`) : members),
  list: (members) => members,
  content: (members) => members,
  inputRequired() {
    throw new TypeError('older clients are asked on the stream of their request')
  }
}

/** `{"a":1}` and `"b":2` make `{"a":1,"b":2}`. */
function join(object: string, members: string): string {
  return object === '{}' ? `{${members}}` : `${object.slice(0, -1)},${members}}`
}
