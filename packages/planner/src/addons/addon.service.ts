import { ne, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import { isAdministrator } from '../permissions.ts'
import { publishAddonChange } from './addon-changes.ts'
import type { Addon } from './addon.schema.ts'
import { addons } from './addon.table.ts'
import { knownAddons } from './known-addons.ts'

export interface AddonService {
  /** All there are, in their order. Which are on is no secret. */
  list(): Promise<Addon[]>
  /** Off for an addon that does not exist. True to the database, but for the last `FRESH_MS`. */
  isEnabled(id: string): Promise<boolean>
  /**
   * Forgets what was read: the next answer is the database's. For a node that hears of a change (`ADDON_CHANGES_CHANNEL`)
   * and is about to tell others, who will ask at once.
   */
  forget(): void
  /**
   * Switches an addon and, if that is a change, tells every node. Administrators only.
   *
   * @throws {ForbiddenError} `admin_required` @throws {NotFoundError} `addon_not_found`
   */
  set(actor: Actor, id: string, enabled: boolean): Promise<Addon>
}

/**
 * Every request to the MCP endpoint asks for every addon, so what was read is used for this long, in milliseconds: one
 * query of a table of a dozen rows serves all requests of that time. No node has to hear anything to be right again.
 */
const FRESH_MS = 250

interface Reading {
  enabled: Promise<ReadonlySet<string>>
  at: number
}

export function createAddonService(db: Database): AddonService {
  const decisions = db.select().from(addons).prepare('planner_addons')
  let reading: Reading | undefined

  async function read(): Promise<ReadonlySet<string>> {
    const decided = new Map((await decisions.execute()).map(({ id, isEnabled }) => [id, isEnabled]))
    const enabled = knownAddons.filter(({ id, isEnabledByDefault }) => decided.get(id) ?? isEnabledByDefault)
    return new Set(enabled.map(({ id }) => id))
  }

  function readRecently(): Promise<ReadonlySet<string>> {
    if (reading && performance.now() - reading.at < FRESH_MS) return reading.enabled
    const current: Reading = { enabled: read(), at: performance.now() }
    current.enabled.catch(() => {
      if (reading === current) reading = undefined
    })
    reading = current
    return current.enabled
  }

  return {
    async list() {
      const enabled = await read()
      return knownAddons.map(({ id, name, description }) => ({ id, name, description, enabled: enabled.has(id) }))
    },

    isEnabled: async (id) => (await readRecently()).has(id),

    forget() {
      reading = undefined
    },

    async set(actor, id, enabled) {
      if (!(await isAdministrator(db, actor)))
        throw new ForbiddenError('admin_required', 'Only administrators may do this')
      const addon = knownAddons.find((known) => known.id === id)
      if (!addon) throw new NotFoundError('addon_not_found', 'There is no such addon')
      await db.transaction(async (tx) => {
        const changed = await tx
          .insert(addons)
          .values({ id, isEnabled: enabled })
          .onConflictDoUpdate({
            target: addons.id,
            set: { isEnabled: enabled, updatedAt: sql`clock_timestamp()` },
            setWhere: ne(addons.isEnabled, enabled)
          })
          .returning({ id: addons.id })
        if (changed.length > 0) await publishAddonChange(tx, { id, enabled })
      })
      reading = undefined
      return { id, name: addon.name, description: addon.description, enabled }
    }
  }
}
