import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { createAudit, type Audit } from './audit.ts'
import { createClientCache, type ClientCache } from './clients/client-cache.ts'
import { createDescribedClients, type DescribedClients } from './client-documents/described-clients.ts'
import { renderConsentPage, type ConsentView } from './consent/consent-page.ts'
import { LANGUAGES, type Language } from './locales/languages.ts'
import type { ClientDocumentOptions } from './client-documents/options.ts'
import { createRemoteJson, type RemoteJson } from './client-documents/remote-json.ts'
import { resolveDpop, type DpopOptions, type DpopSettings } from './dpop/options.ts'
import { isLoopbackHttp } from './loopback.ts'
import { checkOption, checkOptionNames } from './option-error.ts'
import { optionNames } from './option-names.ts'
import { resolveResources, type ProtectedResource, type ProtectedResourceOptions } from './protected-resource.ts'
import { resolveRateLimits, type RateLimits } from './rate-limits.ts'
import { createScopeCatalogue, type ScopeCatalogue, type ScopeOptions } from './scope.ts'
import type { Client, TokenStore } from './store/index.ts'
import { createTokenFormat, type TokenFormat } from './token-format.ts'

/** Who is at the browser, in the host's words. */
export interface Identity {
  /** Stable identifier of the person; becomes the `subject` of grants and tokens. */
  subject: string
  /** Shown on the consent page. */
  displayName: string
  /** When the person last proved who they are; absent: unknown. */
  authenticatedAt?: Date
}

export interface Branding {
  /** Shown as the one who asks for consent. Default: the issuer's host. */
  name?: string
  /** Accent colour of the consent page, `#rrggbb`. Default `#4f46e5`. */
  accentColor?: string
  /** Path or URL where people see and end what they approved; absent: the page does not mention it. */
  manageUrl?: string
  /** Documentation for people who connect a client (`service_documentation`); absent: not advertised. */
  documentationUrl?: string
}

/** Who may register clients without being asked (RFC 7591). */
export type RegistrationPolicy =
  | 'open'
  | 'off'
  | {
      /** Decides on the bearer token of the registration request. */ verifyInitialAccessToken(
        token: string
      ): Promise<boolean>
    }

export interface Lifetimes {
  /** Default 3600. */
  accessTokenSeconds?: number
  /** Rolling: each rotation starts it anew. Default 2592000, 30 days. */
  refreshTokenSeconds?: number
  /**
   * Absolute: so long after a person approved it a grant ends, however often it was refreshed, and they are asked again.
   * Absent: never. What machine clients hold has no such end.
   */
  grantSeconds?: number
  /** How long a repeated refresh gets the same answer again. Default 30; 0: not at all. */
  refreshReplaySeconds?: number
  /** Default 60. */
  authorizationCodeSeconds?: number
  /**
   * How long a repeated exchange of a code, right in every detail, gets the same answer again instead of ending the grant;
   * for brokers that ask twice. Default 0: not at all, as RFC 6749 section 4.1.2 demands.
   */
  codeReplaySeconds?: number
  /** How long a device waits for a person to type its code. Default 900. */
  deviceCodeSeconds?: number
  /** From the authorization request to the decision, login included. Default 1800. */
  interactionSeconds?: number
}

/** With every default; only a grant may be without an end. */
export type ResolvedLifetimes = Required<Omit<Lifetimes, 'grantSeconds'>> & Pick<Lifetimes, 'grantSeconds'>

/**
 * When a refresh token is replaced by its use. Public clients with bearer tokens rotate always (OAuth 2.1 section 4.3.1);
 * a confidential client's, or one bound to a key (RFC 9449), is no use to a thief and may stay (RFC 9700 section 2.2.2).
 */
export type RefreshTokenRotation = 'always' | 'unless_sender_constrained'

export interface Limits {
  /** Live access tokens of one machine client; beyond it the oldest end. Default 100. */
  liveTokensPerMachineClient?: number
  /** Clients a person may make. Default 10. */
  clientsPerOwner?: number
  /** Static tokens a person may have. Default 10. */
  staticTokensPerOwner?: number
  /** Registered clients that nobody has used yet; beyond it the oldest make room. Default 2000. */
  unusedClients?: number
}

/**
 * Static tokens: people copy them into a configuration, and they stand for their owner until deleted. They are there for
 * what cannot do better yet, and every answer to one says that they will end.
 */
export interface StaticTokenOptions {
  /** Since when they are deprecated (RFC 9745). */
  deprecatedSince: Date
  /** When they stop working (RFC 8594). */
  sunset: Date
  /** What to do instead, for people. */
  documentationUrl: string
  /** The sentence people are told once a day in a tool result. Default: says what the dates say. */
  notice?: string
  /** Whether a subject's static tokens work at present; asked whenever one is presented or made. Default: always. */
  isEnabled?: (subject: string) => Promise<boolean>
}

/** What a client may learn of the person whose token it has. */
export interface UserinfoOptions {
  /** The scope that opens it; one of the catalogue. */
  scope: string
  /** Claims beside `sub`. Say `email_verified` only of an address that was verified. */
  claims: (subject: string) => Promise<Record<string, unknown>>
}

export interface OAuthServerOptions {
  /**
   * Issuer identifier (RFC 8414): https (http on loopback only), no trailing slash, query or fragment. Every URL the
   * server hands out is derived from it, never from a request header.
   */
  issuer: string
  store: TokenStore
  /** The scopes there are: name to description, or to a full definition. */
  scopes: Record<string, string | ScopeOptions>
  /** The protected resources tokens can be bound to, the default one first. Default: the issuer itself. */
  resources?: (string | ProtectedResourceOptions)[]
  /** Who is at the browser? `null` sends the browser to `loginPath`. */
  identify: (request: FastifyRequest) => Promise<Identity | null>
  /** Local path of the host's login page; it gets `return_to`, a local path, as query parameter. */
  loginPath: string
  /** Whether a subject may still act; asked whenever one of their tokens is presented. Default: always. */
  isActiveSubject?: (subject: string) => Promise<boolean>
  /** What tokens of this application begin with: 2 to 16 lowercase letters and digits. Default `app`. */
  tokenPrefix?: string
  /** Path under which the endpoints live, after the issuer's own path. Default `/oauth`. */
  basePath?: string
  branding?: Branding
  /** Languages of the consent and error pages, the one for everybody else first. Default: all there are, English first. */
  languages?: readonly Language[]
  /** Default `open`. */
  registration?: RegistrationPolicy
  lifetimes?: Lifetimes
  /** Default `always`. */
  refreshTokenRotation?: RefreshTokenRotation
  /**
   * Some clients, those on MCP SDK v1 among them, answer `insufficient_scope` with a refresh, which cannot give more scope,
   * and give up. With `true` such a refresh fails once with `interaction_required`, and changes nothing: they go on to ask
   * the person. Default `false`: RFC 6749 has no such code.
   */
  stepUpOnRefresh?: boolean
  limits?: Limits
  /** Counted on all nodes together, where the standard limits do not fit. `false`: nothing is limited. */
  rateLimits?: Partial<RateLimits> | false
  /** Clients of the host's own, which need not ask again for what a person has approved before. Default: none. */
  isFirstParty?: (clientId: string) => boolean
  /** How documents at client ids are fetched (Client ID Metadata Documents). `false`: clients have to register. */
  clientDocuments?: ClientDocumentOptions | false
  /**
   * Whether a confidential client may introspect every token (RFC 7662), as a resource server elsewhere has to; others
   * see the tokens issued to themselves. Default: nobody may.
   */
  mayIntrospect?: (client: Client) => Promise<boolean>
  /** Whether devices without a browser may ask for tokens with a code people type elsewhere (RFC 8628). Default true. */
  deviceAuthorization?: boolean
  /** The userinfo endpoint (OpenID Connect Core section 5.3). Absent: there is none. */
  userinfo?: UserinfoOptions
  /** Absent: there are none, and what looks like one is refused. */
  staticTokens?: StaticTokenOptions
  /**
   * Whether a client assertion (RFC 7523) may name the token endpoint as its audience, as older libraries do, instead of
   * the issuer. Default false.
   */
  allowTokenEndpointAudience?: boolean
  /** Tokens bound to a key of the client (RFC 9449); `false`: there are none. Default: clients choose. */
  dpop?: DpopOptions | false
  /**
   * Whether `localhost`, `127.0.0.1` and `[::1]` count as one host in redirect URIs of self-registered public native
   * clients, which name one and listen on another. Default true; every other client gets exact hosts (RFC 8252 section 8.3).
   */
  loopbackHostEquivalence?: boolean
  /** Replaces the look of the consent page; the form it posts stays the same. */
  renderConsent?: (view: ConsentView) => string
}

/** The options, checked, with every default filled in. */
export interface Settings {
  issuer: string
  /** Path of the issuer, empty when it has none. */
  issuerPath: string
  /** Prefix of every endpoint's path. */
  basePath: string
  /** Absolute URL of an endpoint. */
  endpoint: (name: string) => string
  isSecure: boolean
  store: TokenStore
  scopes: ScopeCatalogue
  resources: [ProtectedResource, ...ProtectedResource[]]
  identify: (request: FastifyRequest) => Promise<Identity | null>
  loginPath: string
  isActiveSubject: (subject: string) => Promise<boolean>
  tokens: TokenFormat
  tokenPrefix: string
  branding: Branding & { name: string; accentColor: string }
  languages: readonly Language[]
  registration: RegistrationPolicy
  lifetimes: ResolvedLifetimes
  refreshTokenRotation: RefreshTokenRotation
  stepUpOnRefresh: boolean
  limits: Required<Limits>
  audit: Audit
  clientCache: ClientCache
  rateLimits: RateLimits | undefined
  isFirstParty: (clientId: string) => boolean
  clientDocuments: ClientDocumentOptions | undefined
  remoteJson: RemoteJson
  describedClients: DescribedClients
  staticTokens: Required<StaticTokenOptions> | undefined
  mayIntrospect: (client: Client) => Promise<boolean>
  deviceAuthorization: boolean
  userinfo: UserinfoOptions | undefined
  allowTokenEndpointAudience: boolean
  dpop: DpopSettings | undefined
  loopbackHostEquivalence: boolean
  renderConsent: (view: ConsentView) => string
}

/**
 * Checks the options and fills the defaults.
 *
 * @throws {InvalidOptionError} naming the option and what is wrong with it; registration, and so boot, fails.
 */
export function resolveOptions(options: OAuthServerOptions, log: FastifyBaseLogger): Settings {
  checkOptionNames(options, optionNames)
  checkOption(typeof options.scopes === 'object' && options.scopes !== null, 'scopes', 'must list the scopes there are')
  const issuer = checkIssuer(options.issuer)
  const basePath = options.basePath ?? '/oauth'
  checkOption(
    /^(\/[A-Za-z0-9._~-]+)+$/.test(basePath),
    'basePath',
    'must be a path such as /oauth, without a trailing slash'
  )
  checkOption(isLocalPath(options.loginPath), 'loginPath', 'must be a local path such as /login')
  checkOption(typeof options.identify === 'function', 'identify', 'must be a function')
  for (const name of ['isActiveSubject', 'isFirstParty', 'mayIntrospect', 'renderConsent'] as const) {
    checkOption(['function', 'undefined'].includes(typeof options[name]), name, 'must be a function')
  }
  checkOption(
    typeof options.store === 'object' && options.store !== null,
    'store',
    'is required; when it is app.tokenStore, await the registration of the token store first'
  )
  const tokenPrefix = options.tokenPrefix ?? 'app'
  checkOption(/^[a-z][a-z0-9]{1,15}$/.test(tokenPrefix), 'tokenPrefix', 'must be 2 to 16 lowercase letters and digits')
  const refreshTokenRotation = options.refreshTokenRotation ?? 'always'
  checkOption(
    refreshTokenRotation === 'always' || refreshTokenRotation === 'unless_sender_constrained',
    'refreshTokenRotation',
    'must be always or unless_sender_constrained'
  )
  const registration = options.registration ?? 'open'
  checkOption(
    registration === 'open' || registration === 'off' || typeof registration.verifyInitialAccessToken === 'function',
    'registration',
    'must be open, off or { verifyInitialAccessToken }'
  )
  const languages = options.languages ?? LANGUAGES
  checkOption(
    languages.length > 0 && languages.every((language) => LANGUAGES.includes(language)),
    'languages',
    `must name at least one of ${LANGUAGES.join(', ')}`
  )
  const branding = options.branding ?? {}
  const accentColor = branding.accentColor ?? '#4f46e5'
  checkOption(/^#[0-9a-fA-F]{6}$/.test(accentColor), 'branding.accentColor', 'must look like #4f46e5')
  const scopes = createScopeCatalogue(options.scopes)
  checkOption(!options.userinfo || scopes.find(options.userinfo.scope), 'userinfo.scope', 'must be one of the scopes')

  const clientDocuments = options.clientDocuments === false ? undefined : (options.clientDocuments ?? {})
  const isSecure = issuer.protocol === 'https:'
  const remoteJson = createRemoteJson({ store: options.store, clientDocuments, isSecure }, log)

  return {
    issuer: options.issuer,
    issuerPath: issuer.pathname === '/' ? '' : issuer.pathname,
    basePath: (issuer.pathname === '/' ? '' : issuer.pathname) + basePath,
    endpoint: (name) => `${options.issuer}${basePath}/${name}`,
    isSecure,
    store: options.store,
    scopes,
    resources: resolveResources(options.resources ?? [options.issuer], scopes),
    identify: options.identify,
    loginPath: options.loginPath,
    isActiveSubject: options.isActiveSubject ?? (async () => true),
    tokens: createTokenFormat(tokenPrefix),
    tokenPrefix,
    branding: { ...branding, name: branding.name ?? issuer.host, accentColor },
    languages,
    registration,
    lifetimes: resolveLifetimes(options.lifetimes ?? {}),
    refreshTokenRotation,
    stepUpOnRefresh: options.stepUpOnRefresh ?? false,
    limits: resolveLimits(options.limits ?? {}),
    audit: createAudit(options.store.audit, log),
    clientCache: createClientCache(options.store.clients),
    isFirstParty: options.isFirstParty ?? (() => false),
    rateLimits: resolveRateLimits(options.rateLimits),
    clientDocuments,
    remoteJson,
    describedClients: createDescribedClients({ store: options.store, clientDocuments, isSecure, remoteJson }, log),
    mayIntrospect: options.mayIntrospect ?? (async () => false),
    deviceAuthorization: options.deviceAuthorization ?? true,
    userinfo: options.userinfo,
    staticTokens: options.staticTokens && resolveStaticTokens(options.staticTokens),
    allowTokenEndpointAudience: options.allowTokenEndpointAudience ?? false,
    dpop: resolveDpop(options.dpop),
    loopbackHostEquivalence: options.loopbackHostEquivalence ?? true,
    renderConsent: options.renderConsent ?? renderConsentPage
  }
}

function checkIssuer(issuer: string): URL {
  checkOption(URL.canParse(issuer), 'issuer', 'must be an absolute URL')
  const url = new URL(issuer)
  checkOption(url.protocol === 'https:' || isLoopbackHttp(url), 'issuer', 'must be https, or http on a loopback host')
  checkOption(!url.username && !url.password, 'issuer', 'must not carry user information')
  checkOption(!issuer.includes('?') && !issuer.includes('#'), 'issuer', 'must not have a query or fragment')
  checkOption(!issuer.endsWith('/'), 'issuer', 'must not end with a slash')
  checkOption(
    issuer === url.href || `${issuer}/` === url.href,
    'issuer',
    `must be written as ${url.href.replace(/\/$/, '')}`
  )
  return url
}

function resolveLifetimes(lifetimes: Lifetimes): ResolvedLifetimes {
  const resolved: ResolvedLifetimes = {
    accessTokenSeconds: lifetimes.accessTokenSeconds ?? 3600,
    refreshTokenSeconds: lifetimes.refreshTokenSeconds ?? 30 * 24 * 3600,
    refreshReplaySeconds: lifetimes.refreshReplaySeconds ?? 30,
    authorizationCodeSeconds: lifetimes.authorizationCodeSeconds ?? 60,
    codeReplaySeconds: lifetimes.codeReplaySeconds ?? 0,
    deviceCodeSeconds: lifetimes.deviceCodeSeconds ?? 900,
    interactionSeconds: lifetimes.interactionSeconds ?? 1800,
    ...(lifetimes.grantSeconds !== undefined && { grantSeconds: lifetimes.grantSeconds })
  }
  for (const [name, seconds] of Object.entries(resolved)) {
    const least = name === 'refreshReplaySeconds' || name === 'codeReplaySeconds' ? 0 : 1
    checkOption(
      Number.isInteger(seconds) && seconds >= least,
      `lifetimes.${name}`,
      `must be a whole number of seconds, at least ${least}`
    )
  }
  const { grantSeconds, accessTokenSeconds } = resolved
  checkOption(
    grantSeconds === undefined || grantSeconds >= accessTokenSeconds,
    'lifetimes.grantSeconds',
    'must not be less than lifetimes.accessTokenSeconds'
  )
  return resolved
}

function resolveLimits(limits: Limits): Required<Limits> {
  const resolved = {
    liveTokensPerMachineClient: limits.liveTokensPerMachineClient ?? 100,
    clientsPerOwner: limits.clientsPerOwner ?? 10,
    staticTokensPerOwner: limits.staticTokensPerOwner ?? 10,
    unusedClients: limits.unusedClients ?? 2000
  }
  for (const [name, limit] of Object.entries(resolved)) {
    checkOption(Number.isInteger(limit) && limit >= 1, `limits.${name}`, 'must be a whole number, at least 1')
  }
  return resolved
}

function resolveStaticTokens(options: StaticTokenOptions): Required<StaticTokenOptions> {
  const { deprecatedSince, sunset, documentationUrl } = options
  checkOption(isTime(deprecatedSince), 'staticTokens.deprecatedSince', 'must be a date')
  checkOption(isTime(sunset) && sunset > deprecatedSince, 'staticTokens.sunset', 'must be a date after deprecatedSince')
  checkOption(URL.canParse(documentationUrl), 'staticTokens.documentationUrl', 'must be an absolute URL')
  const day = sunset.toISOString().slice(0, 10)
  return {
    notice: `This connection uses a static API token. Such tokens stop working on ${day}: ${documentationUrl} says what to use instead.`,
    ...options,
    isEnabled: async (subject) => new Date() < sunset && (await (options.isEnabled?.(subject) ?? true))
  }
}

function isTime(date: Date): boolean {
  return date instanceof Date && !Number.isNaN(date.getTime())
}

/**
 * A path on this origin, and nothing a browser could read as another origin. For the host's login page: only such a
 * `return_to` may be followed.
 */
export function isLocalPath(path: string): boolean {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(path) && !path.includes('\\')
}
