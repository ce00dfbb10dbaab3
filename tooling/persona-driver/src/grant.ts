import type { ServerMetadata } from './metadata.ts'
import type { RegisteredClient } from './registered-client.ts'
import type { Tokens } from './token-endpoint.ts'

/** What a client holds once somebody has approved it. */
export interface Grant {
  metadata: ServerMetadata
  client: RegisteredClient
  /** What it named as `resource` when it asked. */
  resource: string | undefined
  tokens: Tokens
}
