import type { KeyObject } from 'node:crypto'
import type { ClientAuthentication } from './persona.ts'

/** A client the server knows, and how it proves that it is that client. */
export interface RegisteredClient {
  /** How it came to be one. */
  registration: 'dynamic' | 'document' | 'machine'
  clientId: string
  clientSecret?: string
  authentication: ClientAuthentication
  /** With what it signs, when its authentication method is private_key_jwt. */
  signing?: { key: KeyObject; keyId: string; audience: 'issuer' | 'token_endpoint' }
  /** What it may ask the token endpoint for. */
  grantTypes: string[]
}
