import type { FastifyInstance } from 'fastify'
import { checkOption } from './option-error.ts'
import type { Settings } from './options.ts'

/** Goes with the server it is about. */
const issuersOf = new WeakMap<FastifyInstance['server'], Set<Settings>>()

/**
 * Adds an issuer to those of its server and answers with all of them, also those that come later. Each is registered in a
 * scope of its own; they have to know of each other where there is one place for all, such as `/.well-known`.
 *
 * @throws {InvalidOptionError} when its tokens look like another issuer's: issuers may share a store, and a token has to be
 * refused by all but its own.
 */
export function joinIssuers({ server }: FastifyInstance, settings: Settings): ReadonlySet<Settings> {
  const issuers = issuersOf.get(server) ?? new Set()
  for (const { issuer, tokenPrefix } of issuers) {
    checkOption(
      tokenPrefix !== settings.tokenPrefix,
      'tokenPrefix',
      `is the one of ${issuer}: every issuer of a server needs its own`
    )
  }
  issuersOf.set(server, issuers.add(settings))
  return issuers
}
