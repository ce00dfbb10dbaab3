import { checkOption } from '../option-error.ts'
import { createNonces, type Nonces } from './nonce.ts'

export interface DpopOptions {
  /**
   * Whether every access token has to be bound to a key. Static tokens cannot be, so with this they are refused.
   * Default false: each client decides, by sending a proof or not.
   */
  required?: boolean
  /** Whether proofs need a nonce of this server, which clients get with a first refusal. Default false. */
  requireNonce?: boolean
  /** What nonces are computed from: at least 32 characters, the same on every node. Needed with `requireNonce`. */
  nonceSecret?: string
}

export interface DpopSettings {
  isRequired: boolean
  /** Undefined: none are needed. */
  nonces: Nonces | undefined
}

const SHORTEST_SECRET = 32

/** @throws {InvalidOptionError} when nonces are required and there is nothing to compute them from. */
export function resolveDpop(options: DpopOptions | false = {}): DpopSettings | undefined {
  if (options === false) return undefined
  const { required = false, requireNonce = false, nonceSecret = '' } = options
  checkOption(
    !requireNonce || nonceSecret.length >= SHORTEST_SECRET,
    'dpop.nonceSecret',
    `must have at least ${SHORTEST_SECRET} characters`
  )
  return { isRequired: required, nonces: requireNonce ? createNonces(nonceSecret) : undefined }
}
