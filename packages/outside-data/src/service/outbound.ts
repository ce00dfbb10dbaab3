import { OutsideError } from '../outside-error.ts'

/** Why a service was of no use, for the log. */
export interface ServiceFailure {
  service: string
  /** Such as `timed_out`, `status_503` or an error code. */
  reason: string
}

/** What every call to the outside is made with. */
export interface Outbound {
  /** Whether anything may be asked at all. */
  isOn: boolean
  /** For a call as a whole: the wait for a turn, both attempts, and the last byte. */
  timeoutMilliseconds: number
  /** Names the product and where to reach whoever runs it, as most services demand. */
  userAgent: string
  onFailure: (failure: ServiceFailure) => void
}

/** @throws {OutsideError} `upstream_failed` while outside look-ups are off. */
export function requireOutbound({ isOn }: Outbound): void {
  if (!isOn)
    throw new OutsideError(
      'upstream_failed',
      'Outside look-ups are switched off on this server: trying again will not help. Work with what the person tells you'
    )
}
