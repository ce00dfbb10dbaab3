import { checkHttps, findAddress } from './address.ts'
import { checkClients, SWITCHED_OFF } from './clients.ts'
import { areAssistantsOff } from './discovery.ts'
import { ECHOED_AUTHORIZATION, readEcho } from './echo.ts'
import { answered, askThrough } from './own-address.ts'
import { type Point, point } from './point.ts'
import { checkAuthorization, checkStreaming } from './proxy.ts'

/**
 * Looks at a TREK from wherever this runs, and says what a client would run into (AS-19): all but what only the server
 * itself knows, which is what proxies tell it of who is asking, and its clock.
 *
 * @param url Scheme, host and port, no path.
 */
export async function checkFromOutside(url: string): Promise<Point[]> {
  const ask = askThrough(url)
  const { finding, arrived } = await findAddress(ask, url, '/api/events/echo', readEcho)
  const found = [
    point('address', 'Public address', finding),
    point('https', 'Encryption', checkHttps(url, arrived !== undefined))
  ]
  if (!arrived) return found
  const mcp = await answered(
    ask('/mcp/echo', { headers: { accept: 'text/event-stream', authorization: ECHOED_AUTHORIZATION } })
  )
  found.push(
    point('authorization', 'Tokens', checkAuthorization(mcp && readEcho(mcp.text))),
    point('streaming', 'Streams', checkStreaming({ '/api/events': arrived.answer, '/mcp': mcp }))
  )
  if (await areAssistantsOff(ask)) return [...found, SWITCHED_OFF]
  return [...found, ...(await checkClients(ask, url))]
}
