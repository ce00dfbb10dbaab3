import { and, desc, eq, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { Settlement } from './settlement.schema.ts'
import { budgetSettlements } from './settlement.table.ts'

export interface SettlementRow {
  row: typeof budgetSettlements.$inferSelect
  from: ReturnType<typeof toPerson>
  to: ReturnType<typeof toPerson>
}

/** The recorded payments of a trip, newest first. */
export async function loadSettlements(db: Database, tripId: number, condition?: SQL): Promise<SettlementRow[]> {
  const [from, to] = [alias(users, 'payer'), alias(users, 'receiver')]
  const rows = await db
    .select({ row: budgetSettlements, from, to })
    .from(budgetSettlements)
    .innerJoin(from, eq(from.id, budgetSettlements.fromUserId))
    .innerJoin(to, eq(to.id, budgetSettlements.toUserId))
    .where(and(eq(budgetSettlements.tripId, tripId), condition))
    .orderBy(desc(budgetSettlements.createdAt), desc(budgetSettlements.id))
  return rows.map(({ row, from: payer, to: receiver }) => ({ row, from: toPerson(payer), to: toPerson(receiver) }))
}

/** A payment of this trip. @throws {NotFoundError} `settlement_not_found` for any other. */
export async function getSettlement(db: Database, tripId: number, settlementId: number): Promise<Settlement> {
  const [settlement] = await loadSettlements(db, tripId, eq(budgetSettlements.id, settlementId))
  if (!settlement) throw new NotFoundError('settlement_not_found', 'Payment not found')
  return toSettlement(settlement)
}

export function toSettlement({ row, from, to }: SettlementRow): Settlement {
  return {
    id: row.id,
    trip_id: row.tripId,
    from_user_id: row.fromUserId,
    to_user_id: row.toUserId,
    amount: Number(row.amount),
    currency: row.currency,
    exchange_rate: row.exchangeRate === null ? null : Number(row.exchangeRate),
    created_at: row.createdAt.toISOString(),
    created_by_user_id: row.createdByUserId,
    from_username: from.username,
    from_avatar_url: from.avatar_url,
    to_username: to.username,
    to_avatar_url: to.avatar_url
  }
}
