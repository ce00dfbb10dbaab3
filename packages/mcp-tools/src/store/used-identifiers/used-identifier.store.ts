import { sql } from 'drizzle-orm'
import type { CallStore } from '../../endpoint/definitions/call-store.ts'
import { inSeconds } from '../columns.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../digest.ts'
import { mcpUsedIdentifiers } from './used-identifier.table.ts'

/** The primary key decides: of callers on any number of nodes one inserts. */
export function createUseOnce(db: Database): CallStore['useOnce'] {
  const { digest } = mcpUsedIdentifiers
  const use = db
    .insert(mcpUsedIdentifiers)
    .values({ digest: sql.placeholder('digest'), expiresAt: inSeconds(sql.placeholder('seconds')) })
    .onConflictDoNothing()
    .returning({ digest })
    .prepare('mcp_use_identifier')
  return async (identifier, lifetimeSeconds) => {
    const used = await use.execute({ digest: digestOf(identifier), seconds: lifetimeSeconds })
    return used.length > 0
  }
}
