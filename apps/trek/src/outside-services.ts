import type { Outside } from '@trek/mcp-tools'
import { createCallLimiter } from '@trek/mcp-tools/store'
import { createOutsideData } from '@trek/outside-data'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'

const LIMIT_SECONDS = 15 * 60
const STOP_SEARCHES = 300
const ROUTE_SEARCHES = 60

export interface OutsideServices {
  outside: Outside
  close(): Promise<void>
}

/** Maps, weather, transit, exchange rates and public holidays of others, and how often each person may search them, over all nodes. */
export function createOutsideServices(
  { appUrl, outbound }: Config,
  version: string,
  { db }: Database,
  log: FastifyBaseLogger
): OutsideServices {
  const onError = (error: unknown) => log.warn({ err: error }, 'nodes could not share what they know of searches')
  const limiterOf = (requests: number) => createCallLimiter({ db, requests, perSeconds: LIMIT_SECONDS, onError })
  const [stops, routes] = [limiterOf(STOP_SEARCHES), limiterOf(ROUTE_SEARCHES)]
  const data = createOutsideData({
    ...outbound,
    userAgent: `TREK/${version} (${appUrl})`,
    publicUrl: appUrl,
    onFailure: (failure) => log.info(failure, 'a service of somebody else was of no use')
  })
  return {
    outside: { ...data, transitLimits: { stops, routes } },
    async close() {
      await Promise.all([stops.close(), routes.close()].map((closing) => closing.catch(onError)))
    }
  }
}
