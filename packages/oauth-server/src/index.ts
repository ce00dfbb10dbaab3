export type { Audit, AuditDetail } from './audit.ts'
export { ClientLimitError, ClientRefusedError } from './clients/errors.ts'
export {
  isMachine,
  type OwnedClientChanges,
  type OwnedClientRequest,
  type OwnedClients
} from './clients/owned-clients.ts'
export type { ClientDocumentOptions } from './client-documents/options.ts'
export { clientPresets, type ClientPreset } from './clients/presets.ts'
export type { ConsentScope, ConsentView } from './consent/consent-page.ts'
export type { DpopOptions } from './dpop/options.ts'
export {
  AccessDeniedError,
  AuthenticationRequiredError,
  InsufficientScopeError,
  InvalidDpopProofError,
  InvalidRequestError,
  InvalidTokenError,
  isOAuthError,
  type OAuthError,
  UseDpopNonceError
} from './errors.ts'
export type { Grants } from './grants/grants.ts'
export { loggedError, type LoggedError } from './logged-error.ts'
export { InvalidOptionError } from './option-error.ts'
export { isLocalPath } from './options.ts'
export type {
  Branding,
  Identity,
  Lifetimes,
  RefreshTokenRotation,
  Limits,
  OAuthServerOptions,
  RegistrationPolicy,
  StaticTokenOptions,
  UserinfoOptions
} from './options.ts'
export type { Language } from './locales/languages.ts'
export { oauthServer, type OAuthServer } from './plugin.ts'
export type { ProtectedResourceOptions } from './protected-resource.ts'
export type { RouteProtection, ScopeDemand } from './resource-server/require-scope.ts'
export type { AccessToken, PrincipalKind } from './resource-server/resource-server.ts'
export { StaticTokenLimitError, StaticTokensDisabledError } from './static-tokens/errors.ts'
export type { StaticTokenRequest, StaticTokens } from './static-tokens/static-tokens.ts'
export type { ScopeOptions, ScopeRisk } from './scope.ts'
export type * from './store/index.ts'
export { createTokenFormat, type TokenFormat, type TokenKind } from './token-format.ts'
