import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'
import { checkHttps, findAddress } from './address.ts'
import { checkClock } from './clock.ts'
import { checkChallenge, checkCrossOrigin, checkDiscovery, checkPrograms } from './discovery.ts'
import { askThrough, type AskOwnAddress, NoAnswerError, type OwnAnswer } from './own-address.ts'
import { type Finding, type Point, warning } from './point.ts'
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
    const { finding, seen, answer } = await findAddress(ask, appUrl, probe)
    const found = [
      point('address', 'Public address', finding),
      point('https', 'Encryption', checkHttps(appUrl, seen !== undefined))
    ]
    // What a stranger answers to the rest is of no use.
    if (!seen || !answer) return found
    found.push(point('forwarding', 'Reverse proxy', checkForwarding(seen, config)))
    const mcp = await probeMcp(ask, probe)
    found.push(
      point('authorization', 'Tokens', checkAuthorization(mcp && readSeen(mcp.text))),
      point('streaming', 'Streams', checkStreaming({ '/api/events': answer, '/mcp': mcp })),
      point('clock', 'Clock', await checkClock(database, answer))
    )
    if (!(await areAssistantsOn())) return [...found, point('assistants', 'Assistants', SWITCHED_OFF)]
    const [discovery, challenge, crossOrigin, programs] = await Promise.all([
      checkDiscovery(ask, appUrl),
      checkChallenge(ask, appUrl),
      checkCrossOrigin(ask),
      checkPrograms(ask)
    ])
    return [
      ...found,
      point('discovery', 'Discovery', discovery),
      point('challenge', 'Sign-in challenge', challenge),
      point('cors', 'Assistants in a browser', crossOrigin),
      point('programs', 'Bot protection', programs)
    ]
  }

  return () => probes.open(run)
}

export type ConnectionCheck = ReturnType<typeof createConnectionCheck>

const SWITCHED_OFF = warning(
  'Assistants are switched off here, so the rest cannot be looked at.',
  'Switch them on under Admin, Addons.'
)

async function probeMcp(ask: AskOwnAddress, probe: string): Promise<OwnAnswer | undefined> {
  try {
    return await ask(`/mcp/probe/${probe}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${probe}` }
    })
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined
    throw error
  }
}

function point(id: string, title: string, finding: Finding): Point {
  return { id, title, ...finding }
}
