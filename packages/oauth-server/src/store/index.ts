export type { AccessTokenStore, LiveAccessToken } from './access-token.ts'
export type { AuditEvent, AuditFilter, AuditStore, KeptAuditEvent } from './audit.ts'
export type { AuthorizationCode, AuthorizationCodeStore, IssuedTokens, NewToken } from './authorization-code.ts'
export type {
  Client,
  ClientAuthenticationMethod,
  ClientChanges,
  ClientDescription,
  ClientKind,
  ClientStore,
  NewClient,
  PublicKeySet,
  Registration
} from './client.ts'
export type { DeviceAuthorization, DeviceCodeStore, DevicePollRefusal, NewDeviceCode } from './device-code.ts'
export type { Digest } from './digest.ts'
export type { GrantKind, GrantStore, GrantSummary, RevocationReason } from './grant.ts'
export type {
  Approval,
  AuthorizationRequest,
  ClientSnapshot,
  DecisionOutcome,
  Interaction,
  InteractionStore,
  NewInteraction,
  Prompt
} from './interaction.ts'
export type { RateLimit, RateLimitStore } from './rate-limit.ts'
export type {
  RefreshToken,
  RefreshTokenStore,
  RenewalRequest,
  ReplayableAnswer,
  Rotation,
  RotationRefusal,
  RotationRequest
} from './refresh-token.ts'
export type { KnownDocument, RemoteDocumentStore } from './remote-document.ts'
export type { ReplayGuard } from './replay-guard.ts'
export type { StaticToken, StaticTokenStore } from './static-token.ts'
export type { TokenStore } from './token-store.ts'
