import type { Digest } from './digest.ts'
import type { RateLimit } from './rate-limit.ts'

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
