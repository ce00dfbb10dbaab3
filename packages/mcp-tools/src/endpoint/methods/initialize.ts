import type { Implementation, ServerCapabilities } from '@modelcontextprotocol/server'
import { shapeOf } from '../catalogue/shape.ts'
import type { Sealer } from '../definitions/call-store.ts'
import type { Method } from '../exchange/exchange.ts'
import { startSession } from '../sessions/session.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'
import { isLegacyVersion, LEGACY_VERSIONS } from '../wire/versions.ts'

export interface InitializeOptions {
  serverInfo: Implementation
  capabilities: ServerCapabilities
  instructions: string | undefined
  /** Seals sessions; absent: there are none. */
  sealer: Sealer | undefined
}

/** `initialize`: the version asked for, if it is served, or else the newest with a handshake. */
export function initialize<Context>({
  serverInfo,
  capabilities,
  instructions,
  sealer
}: InitializeOptions): Method<Context> {
  return (exchange) => {
    const { params, principal, results } = exchange
    const { protocolVersion, capabilities: client } = params
    if (typeof protocolVersion !== 'string') throw new InvalidParamsError('"protocolVersion" has to be a string')
    const version = isLegacyVersion(protocolVersion) ? protocolVersion : LEGACY_VERSIONS[0]
    if (sealer) {
      const { id } = startSession(isObject(client) ? client : {}, principal, sealer)
      exchange.setHeader('mcp-session-id', id)
    }
    return results.complete(
      JSON.stringify({
        protocolVersion: version,
        capabilities,
        serverInfo: shapeOf(version)({ ...serverInfo }),
        ...(instructions !== undefined && { instructions })
      })
    )
  }
}
