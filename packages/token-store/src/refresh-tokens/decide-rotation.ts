/** Everything a rotation depends on, read under the lock on the grant; times are compared by the database. */
export interface RotationFacts {
  isRightClient: boolean
  isClientLive: boolean
  isGrantRevoked: boolean
  /** Older than a grant may become. */
  isGrantOver: boolean
  token: {
    state: 'active' | 'rotated' | 'superseded' | 'revoked'
    isExpired: boolean
    isWindowOpen: boolean
    isSameRequest: boolean
    isRecent: boolean
    replayCount: number
    recoveredCount: number
  }
  /** What the token was rotated to. */
  successor?: {
    state: 'active' | 'rotated' | 'superseded' | 'revoked'
    isWindowOpen: boolean
    isNewest: boolean
    /** Whether it or its access token was ever presented. */
    isUsed: boolean
  }
}

export type RotationDecision =
  | 'rotate'
  | 'replay'
  | 'recover'
  | 'client_gone'
  | 'wrong_client'
  | 'revoked'
  | 'expired'
  | 'reused'

/** Enough for any burst; a thief gains nothing by more, but somebody would see it in the log. */
const MAX_REPLAYS = 1000
const MAX_RECOVERIES = 3

/** What to do about a presented refresh token. */
export function decideRotation({
  isRightClient,
  isClientLive,
  isGrantRevoked,
  isGrantOver,
  token,
  successor
}: RotationFacts): RotationDecision {
  if (!isRightClient) return 'wrong_client'
  if (!isClientLive) return 'client_gone'
  if (isGrantRevoked) return 'revoked'
  if (isGrantOver || token.isExpired) return 'expired'
  if (token.state === 'active') return 'rotate'
  if (token.state !== 'rotated' || !successor) return 'reused'

  if (token.isWindowOpen) {
    const isStillGood = successor.state === 'active' || (successor.state === 'rotated' && successor.isWindowOpen)
    return token.isSameRequest && isStillGood && token.replayCount < MAX_REPLAYS ? 'replay' : 'reused'
  }
  const wasLost = successor.state === 'active' && successor.isNewest && !successor.isUsed
  return wasLost && token.isRecent && token.recoveredCount < MAX_RECOVERIES ? 'recover' : 'reused'
}
