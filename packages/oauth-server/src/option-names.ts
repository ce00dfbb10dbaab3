import type { ClientDocumentOptions } from './client-documents/options.ts'
import type { DpopOptions } from './dpop/options.ts'
import type { OptionNames } from './option-error.ts'
import type { Branding, Lifetimes, Limits, OAuthServerOptions, StaticTokenOptions, UserinfoOptions } from './options.ts'
import type { RateLimits } from './rate-limits.ts'

/** The options there are. A new one that is missing here does not compile. */
export const optionNames = {
  issuer: true,
  store: true,
  scopes: true,
  resources: true,
  identify: true,
  loginPath: true,
  isActiveSubject: true,
  tokenPrefix: true,
  basePath: true,
  branding: {
    name: true,
    accentColor: true,
    manageUrl: true,
    documentationUrl: true
  } satisfies OptionNames<Branding>,
  languages: true,
  registration: true,
  lifetimes: {
    accessTokenSeconds: true,
    refreshTokenSeconds: true,
    grantSeconds: true,
    refreshReplaySeconds: true,
    codeReplaySeconds: true,
    authorizationCodeSeconds: true,
    deviceCodeSeconds: true,
    interactionSeconds: true
  } satisfies OptionNames<Lifetimes>,
  refreshTokenRotation: true,
  stepUpOnRefresh: true,
  limits: {
    liveTokensPerMachineClient: true,
    clientsPerOwner: true,
    staticTokensPerOwner: true,
    unusedClients: true
  } satisfies OptionNames<Limits>,
  rateLimits: {
    authorize: true,
    codeExchange: true,
    refresh: true,
    failures: true,
    introspect: true,
    registration: true,
    documents: true
  } satisfies OptionNames<RateLimits>,
  isFirstParty: true,
  clientDocuments: {
    isAllowed: true,
    resolve: true,
    connect: true,
    ca: true
  } satisfies OptionNames<ClientDocumentOptions>,
  mayIntrospect: true,
  deviceAuthorization: true,
  userinfo: { scope: true, claims: true } satisfies OptionNames<UserinfoOptions>,
  staticTokens: {
    deprecatedSince: true,
    sunset: true,
    documentationUrl: true,
    notice: true,
    isEnabled: true
  } satisfies OptionNames<StaticTokenOptions>,
  allowTokenEndpointAudience: true,
  dpop: { required: true, requireNonce: true, nonceSecret: true } satisfies OptionNames<DpopOptions>,
  loopbackHostEquivalence: true,
  renderConsent: true
} satisfies OptionNames<OAuthServerOptions>
