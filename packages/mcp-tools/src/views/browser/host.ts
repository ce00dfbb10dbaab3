import { numberOf, objectOf, textOf } from './json.ts'

/** What a view hears from its host, by method. */
export type Listeners = Record<string, (params: Record<string, unknown>) => void>

/** The application around a view. */
export interface Host {
  /** What it said when it was asked first. */
  capabilities: Record<string, unknown>
  /** Where and for whom the view is shown: colours, language, margins. */
  context: Record<string, unknown>
  /** @throws {Error} with the host's words, when it refuses. */
  request: (method: string, params: object) => Promise<Record<string, unknown>>
  notify: (method: string, params: object) => void
}

/** The revision of MCP Apps spoken here. */
const PROTOCOL_VERSION = '2026-01-26'

const METHOD_NOT_FOUND = -32601
/** What a host may ask of a view that has nothing to do for it. */
const ANSWERED = new Set(['ping', 'ui/resource-teardown'])

interface Asked {
  resolve(result: Record<string, unknown>): void
  reject(error: Error): void
}

/**
 * Introduces the view to its host: JSON-RPC messages between the frame and the window around it. The host tells nothing
 * before that, and listeners hear all of it.
 *
 * @throws {Error} when the window around it is no such host.
 */
export async function meetHost(name: string, listeners: Listeners): Promise<Host> {
  const asked = new Map<number, Asked>()

  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    const message = objectOf(data)
    if (source !== window.parent || message.jsonrpc !== '2.0') return
    const method = textOf(message.method)
    const { id } = message
    if (method === undefined) settle(asked, message)
    else if (id === undefined) listeners[method]?.(objectOf(message.params))
    else if (ANSWERED.has(method)) send({ id, result: {} })
    else send({ id, error: { code: METHOD_NOT_FOUND, message: 'Method not found' } })
  })

  let lastId = 0
  const request = (method: string, params: object) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++lastId
      asked.set(id, { resolve, reject })
      send({ id, method, params })
    })

  const met = await request('ui/initialize', {
    appInfo: { name, version: '1.0.0' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
    protocolVersion: PROTOCOL_VERSION
  })
  return { capabilities: objectOf(met.hostCapabilities), context: objectOf(met.hostContext), request, notify }
}

function notify(method: string, params: object): void {
  send({ method, params })
}

/** To whoever is around: where a host is served from, a view cannot know. Nothing secret is said. */
function send(message: object): void {
  window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*')
}

function settle(asked: Map<number, Asked>, { id, result, error }: Record<string, unknown>): void {
  const key = numberOf(id) ?? 0
  const waiting = asked.get(key)
  asked.delete(key)
  if (error === undefined) waiting?.resolve(objectOf(result))
  else waiting?.reject(new Error(textOf(objectOf(error).message) ?? 'refused'))
}
