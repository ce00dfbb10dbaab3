import { openAnswer } from './sealed-answer.ts'
import type { TokenResponse } from './grant.ts'
import { tokenTypeOf } from './tokens.ts'

/** Repetitions within a burst get one body, to the letter, although each could count its own seconds. */
const EXPIRY_STEP_SECONDS = 5

export interface Replay {
  sealed: Buffer
  secondsLeft: { accessToken: number; refreshToken: number }
}

/** The answer that was given before, with the time its tokens have left. */
export function replayedAnswer(
  { sealed, secondsLeft }: Replay,
  { presented, id, keyThumbprint }: { presented: string; id: string; keyThumbprint: string | undefined }
): TokenResponse {
  const { accessToken, refreshToken, scopes } = openAnswer(sealed, presented, id)
  return {
    access_token: accessToken,
    token_type: tokenTypeOf(keyThumbprint),
    expires_in: inSteps(secondsLeft.accessToken),
    scope: scopes.join(' '),
    ...(refreshToken !== undefined && {
      refresh_token: refreshToken,
      refresh_token_expires_in: inSteps(secondsLeft.refreshToken)
    })
  }
}

function inSteps(seconds: number): number {
  return Math.ceil(seconds / EXPIRY_STEP_SECONDS) * EXPIRY_STEP_SECONDS
}
