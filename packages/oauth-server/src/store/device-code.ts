import type { IssuedTokens, NewToken } from './authorization-code.ts'
import type { Digest } from './digest.ts'
import type { Approval, DecisionOutcome } from './interaction.ts'

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
  | 'client_gone'

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
   * `client_gone`: approved, but the secret the client authenticated with has been replaced since.
   */
  poll(
    digest: Digest,
    request: {
      /** The authenticated client; for every other one the code is void. */
      clientId: string
      /** Of the secret it authenticated with, if it has one. */
      secretDigest?: Digest
      /** The resource the device names, when it does. */
      resource?: string
      accessToken: NewToken
      refreshToken?: NewToken
    }
  ): Promise<{ outcome: 'redeemed'; issued: IssuedTokens } | { outcome: DevicePollRefusal }>
}
