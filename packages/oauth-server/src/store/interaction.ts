import type { ClientKind } from './client.ts'
import type { Digest } from './digest.ts'

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
