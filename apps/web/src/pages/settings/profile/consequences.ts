import type { Consequences } from '../../../api/account.ts'
import { count } from '../../../count.ts'

/** What is lost, a sentence each; things of which there are none are not mentioned. */
export function describeConsequences(lost: Consequences): string[] {
  const own = lost.trips - lost.shared_trips
  return [
    own > 0 && `${count(own, 'trip of yours', 'trips of yours')} will be gone.`,
    lost.shared_trips > 0 &&
      `${count(lost.shared_trips, 'trip', 'trips')} you share with others will be gone for them too.`,
    lost.connected_apps > 0 &&
      `${count(lost.connected_apps, 'connected app', 'connected apps')} will lose access at once.`,
    lost.machine_clients > 0 &&
      `${count(lost.machine_clients, 'machine client', 'machine clients')} will stop working, and every program that uses one.`,
    'You will leave the trips of others, and be signed out everywhere.'
  ].filter((sentence) => sentence !== false)
}
