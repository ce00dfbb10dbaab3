import type { AccessTokenStore } from './access-token.ts'
import type { AuditStore } from './audit.ts'
import type { AuthorizationCodeStore } from './authorization-code.ts'
import type { ClientStore } from './client.ts'
import type { DeviceCodeStore } from './device-code.ts'
import type { GrantStore } from './grant.ts'
import type { InteractionStore } from './interaction.ts'
import type { RateLimitStore } from './rate-limit.ts'
import type { RefreshTokenStore } from './refresh-token.ts'
import type { RemoteDocumentStore } from './remote-document.ts'
import type { ReplayGuard } from './replay-guard.ts'
import type { StaticTokenStore } from './static-token.ts'

/**
 * What the authorization server keeps, and the only way it reaches storage.
 *
 * The store never sees a secret: tokens, codes and client secrets arrive as SHA-256 digests (32 bytes). Time is the
 * store's (the database clock); callers give lifetimes in seconds. A method that can be refused answers with a named
 * outcome, and each state change is atomic, so several nodes can share one store.
 */
export interface TokenStore {
  readonly clients: ClientStore
  readonly interactions: InteractionStore
  readonly authorizationCodes: AuthorizationCodeStore
  readonly deviceCodes: DeviceCodeStore
  readonly refreshTokens: RefreshTokenStore
  readonly accessTokens: AccessTokenStore
  readonly grants: GrantStore
  readonly replays: ReplayGuard
  readonly staticTokens: StaticTokenStore
  readonly audit: AuditStore
  readonly rateLimits: RateLimitStore
  readonly remoteDocuments: RemoteDocumentStore
  /** Removes everything kept for a subject: codes, grants and tokens, and the clients the subject owns. */
  deleteSubject(subject: string): Promise<void>
}
