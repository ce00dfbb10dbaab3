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

/** SHA-256 of a secret: 32 bytes. */
export type Digest = Buffer

/** How a client came to be: registered by itself (RFC 7591), by a person, or described by a document at its id. */
export type ClientKind = 'dynamic' | 'manual' | 'document'

export type ClientAuthenticationMethod = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt'

/** A JSON Web Key Set (RFC 7517 section 5) of public keys. */
export interface PublicKeySet {
  keys: Record<string, unknown>[]
}

/** Descriptive members of RFC 7591 section 2; untrusted text, shown escaped, never fetched. */
export interface ClientDescription {
  clientUri?: string
  logoUri?: string
  tosUri?: string
  policyUri?: string
  contacts?: string[]
  softwareId?: string
  softwareVersion?: string
}

export interface NewClient {
  id: string
  kind: ClientKind
  name: string
  redirectUris: string[]
  authenticationMethod: ClientAuthenticationMethod
  grantTypes: string[]
  applicationType: 'native' | 'web'
  /** For a dynamic client a hint, for a manual one the most it may ask for; absent: nothing was said. */
  scopes?: string[]
  /** The subject who made it; absent for dynamic clients. A machine client acts in this subject's name. */
  owner?: string
  /** Public keys of a client that authenticates with `private_key_jwt`. */
  keys?: PublicKeySet
  /** Where its public keys are (`jwks_uri`), when they are not here. */
  keysUrl?: string
  /** Whether its access tokens have to be bound to a key (RFC 9449 section 5.2). Default false. */
  isDpopBound?: boolean
  description: ClientDescription
}

export interface Client extends NewClient {
  createdAt: Date
  /** Not used for so long that its registration lapsed; it is given back when it asks a person for authorization. */
  isRetired: boolean
  isDisabled: boolean
  /** Digests of the live client secrets; empty for public clients. */
  secretDigests: Digest[]
}

/** What a person may change of a client they made. */
export interface ClientChanges {
  name?: string
  redirectUris?: string[]
  scopes?: string[]
  isDisabled?: boolean
}

/** How a client registers itself. */
export interface Registration {
  /** Where the request comes from. */
  from: string
  secretDigest?: Digest
  /** Digest of all that a public client registers with; the same again while nobody has used it is the same client. */
  fingerprint?: Digest
  /** Registrations from one place that nobody has used yet. */
  unusedLimit: RateLimit
  /** The same of all places together; beyond it the oldest make room. */
  unusedCapacity: number
}

export interface ClientStore {
  /** Keeps a client and, for a confidential one, the digest of its secret. */
  create(client: NewClient, secretDigest?: Digest): Promise<Client>
  /** The same, unless its owner has that many clients already; of concurrent calls no two get the last place. */
  createOwned(
    client: NewClient & { owner: string },
    options: { limit: number; secretDigest?: Digest }
  ): Promise<Client | 'limit_reached'>
  find(id: string): Promise<Client | undefined>
  /** Keeps a client that registers itself, or answers with the one that did so before. */
  register(client: NewClient, registration: Registration): Promise<Client | 'limit_reached'>
  /** Gives a retired client its registration back. */
  revive(id: string): Promise<void>
  /** Keeps what a client's document says, in the place of what it said before. */
  putDocument(client: NewClient & { kind: 'document' }): Promise<Client>
  /** The clients a subject made, the newest first. */
  listOwned(owner: string): Promise<Client[]>
  /** Changes a client; what was issued under its former scopes is not touched. Answers undefined when it is gone. */
  update(id: string, changes: ClientChanges): Promise<Client | undefined>
  /**
   * Gives the client a new secret. The ones before stay good for so long; with 0 they end, and every grant of the client
   * with them. Answers whether there is such a client.
   */
  rotateSecret(id: string, secretDigest: Digest, overlapSeconds: number): Promise<boolean>
  /** Removes the client, its grants and its tokens. Answers whether there was one. */
  delete(id: string): Promise<boolean>
}

/** The validated authorization request, frozen when the interaction begins. */
export interface AuthorizationRequest {
  clientId: string
  redirectUri: string
  /** False when the client left `redirect_uri` out; it may then leave it out at the token endpoint as well. */
  isRedirectUriExplicit: boolean
  scopes: string[]
  /** The canonical resource the tokens will be bound to (RFC 8707). */
  resource: string
  state?: string
  /** S256 code challenge (RFC 7636). */
  codeChallenge: string
  /** What the client wants shown (OpenID Connect Core section 3.1.2.1); absent: whatever is needed. */
  prompt?: Prompt[]
  /** The person has to have signed in so recently. */
  maxAgeSeconds?: number
  /** For the host's login page. */
  loginHint?: string
  uiLocales?: string
  /** Of the key with which alone the code can be redeemed (`dpop_jkt`, RFC 9449 section 10); absent: any. */
  keyThumbprint?: string
  /** The client as it was when it asked: what the person is shown is what they approve. */
  client: ClientSnapshot
}

export type Prompt = 'none' | 'login' | 'consent' | 'select_account'

export interface ClientSnapshot {
  name: string
  kind: ClientKind
  /** The web address it names as its own; nobody has checked it. */
  website?: string
  isConfidential: boolean
}

export interface NewInteraction {
  /** Random, at least 128 bits. */
  id: string
  /** Digest of the secret in the cookie of the browser that began it. */
  browserDigest: Digest
  request: AuthorizationRequest
  ttlSeconds: number
  /** Of all by which a repetition of the request is recognised; while one is open, the next one takes its place. */
  joinDigest: Digest
}

export interface Interaction {
  id: string
  browserDigest: Digest
  request: AuthorizationRequest
  createdAt: Date
  expiresAt: Date
  /** `open` until it is decided once or its time is over. */
  state: 'open' | 'approved' | 'denied' | 'expired'
}

export interface Approval {
  /** The person who approved, in the host's words. */
  subject: string
  /** What was ticked: never more than the request asked for. */
  scopes: string[]
  /** When the person last proved who they are, if the host says so. */
  authenticatedAt?: Date
  codeDigest: Digest
  codeTtlSeconds: number
}

export type DecisionOutcome = 'decided' | 'already_decided' | 'expired' | 'unknown'

export interface InteractionStore {
  /** Keeps the interaction, or puts its request in the place of an open one's that it repeats. Answers with the id. */
  create(interaction: NewInteraction): Promise<string>
  find(id: string): Promise<Interaction | undefined>
  /** Ends the interaction and keeps the authorization code, in one transaction; only the first decision counts. */
  approve(id: string, approval: Approval): Promise<DecisionOutcome>
  deny(id: string): Promise<DecisionOutcome>
}

export interface AuthorizationCode {
  clientId: string
  subject: string
  redirectUri: string
  isRedirectUriExplicit: boolean
  scopes: string[]
  resource: string
  codeChallenge: string
  /** Of the key with which alone it can be redeemed; absent: any. */
  keyThumbprint?: string
  isExpired: boolean
  isConsumed: boolean
  /** The grant issued from it, once it was consumed. */
  grantId?: string
}

export interface NewToken {
  digest: Digest
  ttlSeconds: number
  /**
   * Of the key that has to be proven with it (RFC 9449); absent: none. A refresh token's holds for its whole grant, from
   * then on.
   */
  keyThumbprint?: string
}

/** What a successful exchange issued. */
export interface IssuedTokens {
  grantId: string
  subject: string
  clientId: string
  /** Scopes of the access token. */
  scopes: string[]
  resource: string
}

export interface AuthorizationCodeStore {
  find(digest: Digest): Promise<AuthorizationCode | undefined>
  /**
   * Consumes the code and creates grant, access token and, when given, refresh token in one transaction. Exactly one of
   * any number of concurrent callers gets tokens; the others get `consumed`, with the grant it was consumed for.
   */
  redeem(
    digest: Digest,
    tokens: { accessToken: NewToken; refreshToken?: NewToken }
  ): Promise<
    | { outcome: 'redeemed'; issued: IssuedTokens }
    | { outcome: 'consumed'; grantId: string }
    | { outcome: 'expired' }
    | { outcome: 'unknown' }
  >
}

/** What a device without a browser asked for (RFC 8628 section 3.1). */
export interface NewDeviceCode {
  digest: Digest
  /** Digest of the code a person types, in its normal form. */
  userCodeDigest: Digest
  clientId: string
  scopes: string[]
  resource: string
  /** How long the device is to wait between two polls. */
  intervalSeconds: number
  ttlSeconds: number
}

/** The same, as the person sees it who typed the code. */
export interface DeviceAuthorization {
  clientId: string
  scopes: string[]
  resource: string
  /** `pending` until it is decided once or its time is over; `consumed` when the device has its tokens. */
  state: 'pending' | 'approved' | 'denied' | 'consumed' | 'expired'
}

export type DevicePollRefusal =
  | 'pending'
  | 'slow_down'
  | 'denied'
  | 'expired'
  | 'consumed'
  | 'unknown'
  | 'wrong_client'
  | 'wrong_resource'

export interface DeviceCodeStore {
  create(code: NewDeviceCode): Promise<'created' | 'user_code_taken'>
  findByUserCode(userCodeDigest: Digest): Promise<DeviceAuthorization | undefined>
  /** Only the first decision counts. */
  approve(
    userCodeDigest: Digest,
    approval: Pick<Approval, 'subject' | 'scopes' | 'authenticatedAt'>
  ): Promise<DecisionOutcome>
  deny(userCodeDigest: Digest): Promise<DecisionOutcome>
  /**
   * The device asks what has become of it. Once approved, consumes the code and creates grant, access token and, when
   * given, refresh token in one transaction; of any number of concurrent polls exactly one gets tokens.
   *
   * `slow_down`: still pending, but the poll came too soon, and from now on the device has to wait 5 seconds more.
   */
  poll(
    digest: Digest,
    request: {
      /** The authenticated client; for every other one the code is void. */
      clientId: string
      /** The resource the device names, when it does. */
      resource?: string
      accessToken: NewToken
      refreshToken?: NewToken
    }
  ): Promise<{ outcome: 'redeemed'; issued: IssuedTokens } | { outcome: DevicePollRefusal }>
}

export interface RefreshToken {
  id: string
  grantId: string
  clientId: string
  subject: string
  /** Scopes of the grant: the most a refresh may ask for (RFC 6749 section 6). */
  scopes: string[]
  resource: string
  issuedAt: Date
  expiresAt: Date
  /** Of the key that has to be proven with it; absent: none. */
  keyThumbprint?: string
  /** Whether it can be exchanged: not rotated, not expired, its grant not revoked. */
  isActive: boolean
}

export interface RotationRequest {
  /** Digest of the presented refresh token. */
  digest: Digest
  /** The authenticated client; presenting another client's token revokes the grant. */
  clientId: string
  successor: NewToken
  accessToken: NewToken
  /** Scopes of the new access token. */
  scopes: string[]
  replay: ReplayableAnswer
  /** How often the grant's token may be rotated; repetitions do not count. Absent: as often as you like. */
  rateLimit?: RateLimit
}

/** The answer to a rotation, for those who ask the same again before they could have heard it. */
export interface ReplayableAnswer {
  /** Digest of all that the answer depends on beside the token: another request is no repetition. */
  fingerprint: Digest
  /** The answer, encrypted under the presented token: the store cannot open it. */
  sealed: Buffer
  /** How long repetitions get the same answer; 0: not at all. */
  windowSeconds: number
}

export type RotationRefusal = 'unknown' | 'expired' | 'revoked' | 'client_gone' | 'wrong_client' | 'reused'

export type Rotation =
  | { outcome: 'rotated' | 'recovered'; issued: IssuedTokens }
  | {
      outcome: 'replayed'
      grantId: string
      sealed: Buffer
      /** Of what was issued in the answer. */
      secondsLeft: { accessToken: number; refreshToken: number }
    }
  | { outcome: 'too_many'; grantId: string; waitSeconds: number }
  | { outcome: RotationRefusal; grantId?: string }

export interface RefreshTokenStore {
  find(digest: Digest): Promise<RefreshToken | undefined>
  /**
   * Replaces an active refresh token by its successor under a lock on the grant, so of any number of concurrent callers
   * on any number of nodes one rotates.
   *
   * - The others, and whoever repeats the request within the window, get `replayed`: the answer of the one.
   * - `recovered`: the window is over but nothing of that answer was ever used, so it got lost. It ends, and a new
   *   successor takes its place.
   * - `reused` and `wrong_client` have revoked the grant, with everything issued from it, before they answer (RFC 9700
   *   section 4.14.2).
   */
  rotate(rotation: RotationRequest): Promise<Rotation>
}

/** How a grant came about: a person consented, or a machine client acts for its owner. */
export type GrantKind = 'user' | 'machine'

/** A live access token: unexpired, its grant not revoked, its client not disabled. */
export interface LiveAccessToken {
  id: string
  kind: GrantKind
  grantId: string
  clientId: string
  clientName: string
  subject: string
  scopes: string[]
  resource: string
  issuedAt: Date
  expiresAt: Date
  /** Of the key that has to be proven with it; absent: none. */
  keyThumbprint?: string
}

export interface AccessTokenStore {
  /**
   * One indexed look-up, on every request to a protected resource. The first one that succeeds is remembered before it
   * is answered: an access token in use proves that its owner got it.
   */
  find(digest: Digest): Promise<LiveAccessToken | undefined>
  /** Ends one access token of the client. Answers whether it was live. */
  revoke(digest: Digest, clientId: string): Promise<boolean>
  /**
   * Keeps a token for a machine client, under the one live grant it has for the resource. Answers undefined when the
   * client is gone or disabled by now, or its scopes or its secret are not what they were. Beyond `liveLimit` tokens the oldest end, a moment
   * later.
   */
  issueToMachine(issue: {
    clientId: string
    /** Scopes of this token. */
    scopes: string[]
    /** Scopes of the grant, should it have to be made: all that the client may have. */
    grantScopes: string[]
    resource: string
    accessToken: NewToken
    /** Of the secret it authenticated with, if it has one. */
    secretDigest?: Digest
    liveLimit: number
  }): Promise<IssuedTokens | undefined>
}

/** So many requests within so many seconds, all at once if need be; then one each time its share has gone by. */
export interface RateLimit {
  requests: number
  perSeconds: number
}

/** Counts on all nodes together. */
export interface RateLimitStore {
  /** Takes one of what is left under the key. Answers with the seconds to wait; 0 when it was allowed. */
  take(key: string, limit: RateLimit): Promise<number>
}

/** A document of another host, as all nodes know it. */
export interface KnownDocument {
  /** Absent when it could never be had. */
  document?: { body: unknown; isFresh: boolean; ageSeconds: number }
  /** Whether an attempt failed so recently that none should follow. */
  hasJustFailed: boolean
  secondsSinceAttempt: number
}

export interface RemoteDocumentStore {
  find(url: string): Promise<KnownDocument | undefined>
  keep(url: string, body: unknown, freshSeconds: number): Promise<void>
  /** What was kept before stays. */
  noteFailure(url: string, retrySeconds: number): Promise<void>
}

/** Single-use identifiers of signed statements: client assertions, proofs of possession. */
export interface ReplayGuard {
  /** Whether nobody presented it before. Remembered until its statement has expired by itself. */
  isFirstUse(use: { digest: Digest; ttlSeconds: number }): Promise<boolean>
}

export type RevocationReason =
  | 'code_replayed'
  | 'refresh_token_reused'
  | 'wrong_client'
  | 'revoked'
  | 'secret_rotated'
  | 'client_changed'
  | 'client_disabled'

/** A live grant, as its subject sees it. */
export interface GrantSummary {
  id: string
  kind: GrantKind
  subject: string
  clientId: string
  clientName: string
  clientKind: ClientKind
  scopes: string[]
  resource: string
  createdAt: Date
  /** Exact to a minute; absent: not used yet. */
  lastUsedAt?: Date
}

export interface GrantStore {
  /** Ends a grant and with it every token issued from it. Answers whether it was live. */
  revoke(grantId: string, reason: RevocationReason): Promise<boolean>
  /** Every scope of what a subject has given a client for a resource and not taken back. */
  scopesGiven(to: { subject: string; clientId: string; resource: string }): Promise<string[]>
  /** Those of the grants that are over: revoked, deleted, or of a client that is disabled. */
  findEnded(grantIds: readonly string[]): Promise<string[]>
  /** Ends the live grants that fit all of what is given. Answers with how many. */
  revokeAll(of: { subject?: string; clientId?: string }, reason: RevocationReason): Promise<number>
  /** Live grants that can still be used, the newest first: a subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<GrantSummary[]>
}

/** A token a person made and copied; it stands for them without a client or a grant. */
export interface StaticToken {
  id: string
  subject: string
  name: string
  /** Its first characters. */
  hint: string
  /** Absent: everything. */
  scopes?: string[]
  createdAt: Date
  /** Absent: never. */
  expiresAt?: Date
  /** Exact to a minute; absent: not used yet. */
  lastUsedAt?: Date
}

export interface StaticTokenStore {
  /** Keeps a token, unless its subject has that many live ones; of concurrent calls no two get the last place. */
  create(
    token: { digest: Digest; subject: string; name: string; hint: string; scopes?: string[]; ttlSeconds?: number },
    options: { limit: number }
  ): Promise<StaticToken | 'limit_reached'>
  /** The live token, one indexed look-up. */
  find(digest: Digest): Promise<StaticToken | undefined>
  /** Live tokens, the newest first: a subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<StaticToken[]>
  /** Lets a token end in so many seconds, if it would not end sooner. */
  expire(id: string, ttlSeconds: number): Promise<void>
  /** Answers whether there was one. */
  delete(id: string, of?: { subject?: string }): Promise<boolean>
  /** Whether its user has not been told for a day that such tokens will end; who asks is the one who tells. */
  isNoticeDue(id: string): Promise<boolean>
}

/** Something that happened, for whoever asks later. Never holds a secret. */
export interface AuditEvent {
  /** Such as `token.refreshed`. */
  type: string
  /** Whose account it is about. */
  subject?: string
  /** Who did it, when that is somebody else: an administrator. */
  actor?: string
  clientId?: string
  grantId?: string
  address?: string
  userAgent?: string
  requestId?: string
  detail?: Record<string, unknown>
}

export interface KeptAuditEvent extends AuditEvent {
  /** Rises with time. */
  id: number
  at: Date
}

export interface AuditStore {
  append(events: readonly AuditEvent[]): Promise<void>
  /** The newest first; `type` fits by its beginning, `before` is an id. */
  list(filter: {
    subject?: string
    clientId?: string
    type?: string
    before?: number
    limit: number
  }): Promise<KeptAuditEvent[]>
}
