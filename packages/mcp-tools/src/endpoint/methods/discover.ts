import type { ServerCapabilities } from '@modelcontextprotocol/server'
import type { Method } from '../exchange/exchange.ts'
import { VERSIONS } from '../wire/versions.ts'

/** `server/discover`: what `initialize` tells older clients, for whoever asks. */
export function discover<Context>(capabilities: ServerCapabilities, instructions: string | undefined): Method<Context> {
  const members = JSON.stringify({
    supportedVersions: VERSIONS,
    capabilities,
    ...(instructions !== undefined && { instructions })
  })
  return ({ results }) => results.list(members)
}
