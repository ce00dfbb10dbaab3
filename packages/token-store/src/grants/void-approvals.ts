import { and, eq, gt, isNull } from 'drizzle-orm'
import { oauthAuthorizationCodes } from '../authorization-codes/authorization-code.table.ts'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { oauthDeviceCodes } from '../device-codes/device-code.table.ts'

/** Whose grants: those that fit all of what is given. */
export interface GrantsOf {
  subject?: string
  clientId?: string
}

/** Lets nobody redeem any more what was approved for such a grant. */
export async function voidApprovals(tx: Database, of: GrantsOf): Promise<void> {
  const codes = oauthAuthorizationCodes
  await tx
    .update(codes)
    .set({ expiresAt: now })
    .where(and(fits(codes, of), isNull(codes.consumedAt), gt(codes.expiresAt, now)))
  await tx
    .update(oauthDeviceCodes)
    .set({ state: 'denied' })
    .where(and(fits(oauthDeviceCodes, of), eq(oauthDeviceCodes.state, 'approved')))
}

function fits(table: typeof oauthAuthorizationCodes | typeof oauthDeviceCodes, { subject, clientId }: GrantsOf) {
  return and(
    subject === undefined ? undefined : eq(table.subject, subject),
    clientId === undefined ? undefined : eq(table.clientId, clientId)
  )
}
