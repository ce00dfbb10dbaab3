import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import { checkHttps, findAddress } from './address.ts'
import { checkClients, SWITCHED_OFF } from './clients.ts'
import { checkClock } from './clock.ts'
import { answered, askThrough } from './own-address.ts'
import { type Point, point } from './point.ts'
import { type Probes, readSeen } from './probe.ts'
import { checkAuthorization, checkForwarding, checkStreaming } from './proxy.ts'

interface ConnectionCheckOptions {
  config: Pick<Config, 'appUrl' | 'trustProxy'>
  database: Database
  probes: Probes
  areAssistantsOn: () => Promise<boolean>
}

/** Looks at this instance from outside, through its public address, and says what a client would run into (AS-19). */
export function createConnectionCheck({ config, database, probes, areAssistantsOn }: ConnectionCheckOptions) {
  const { appUrl } = config
  const ask = askThrough(appUrl)

  async function run(probe: string): Promise<Point[]> {
    const { finding, arrived } = await findAddress(ask, appUrl, `/api/events/probe/${probe}`, readSeen)
    const found = [
      point('address', 'Public address', finding),
      point('https', 'Encryption', checkHttps(appUrl, arrived !== undefined))
    ]
    // What a stranger answers to the rest is of no use.
    if (!arrived) return found
    const mcp = await answered(
      ask(`/mcp/probe/${probe}`, { headers: { accept: 'text/event-stream', authorization: `Bearer ${probe}` } })
    )
    found.push(
      point('forwarding', 'Reverse proxy', checkForwarding(arrived.seen, config)),
      point('authorization', 'Tokens', checkAuthorization(mcp && readSeen(mcp.text))),
      point('streaming', 'Streams', checkStreaming({ '/api/events': arrived.answer, '/mcp': mcp })),
      point('clock', 'Clock', await checkClock(database, arrived.answer))
    )
    if (!(await areAssistantsOn())) return [...found, SWITCHED_OFF]
    return [...found, ...(await checkClients(ask, appUrl))]
  }

  return () => probes.open(run)
}

export type ConnectionCheck = ReturnType<typeof createConnectionCheck>
