import { checkChallenge, checkCrossOrigin, checkDiscovery, checkPrograms } from './discovery.ts'
import type { AskOwnAddress } from './own-address.ts'
import { type Point, point, warning } from './point.ts'

export const SWITCHED_OFF = point(
  'assistants',
  'Assistants',
  warning('Assistants are switched off here, so the rest cannot be looked at.', 'Switch them on under Admin, Addons.')
)

/** What clients go through, from where they look for the OAuth server to being told to sign in. */
export async function checkClients(ask: AskOwnAddress, appUrl: string): Promise<Point[]> {
  const [discovery, challenge, crossOrigin, programs] = await Promise.all([
    checkDiscovery(ask, appUrl),
    checkChallenge(ask, appUrl),
    checkCrossOrigin(ask),
    checkPrograms(ask)
  ])
  return [
    point('discovery', 'Discovery', discovery),
    point('challenge', 'Sign-in challenge', challenge),
    point('cors', 'Assistants in a browser', crossOrigin),
    point('programs', 'Bot protection', programs)
  ]
}
