import { inArray, ne, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Actor } from '../actor.ts'
import { appSettings } from '../app-setting.table.ts'
import type { Database } from '../database.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import { isAdministrator } from '../permissions.ts'
import { publishAddonChange } from './addon-changes.ts'
import { addonFeatures } from './addon-features.ts'
import type { Addon, AddonSwitch } from './addon.schema.ts'
import { addons } from './addon.table.ts'
import { knownAddons } from './known-addons.ts'

export interface AddonService {
  /** All there are, in their order. Which are on is no secret. */
  list(): Promise<Addon[]>
  /**
   * Of an addon, or of a part of one (`collab.chat`), which is off while the addon is. Off for what does not exist. True to
   * the database, but for the last `FRESH_MS`.
   */
  isEnabled(id: string): Promise<boolean>
  /**
   * Forgets what was read: the next answer is the database's. For a node that hears of a change (`ADDON_CHANGES_CHANNEL`)
   * and is about to tell others, who will ask at once.
   */
  forget(): void
  /**
   * Switches an addon or a part of one and, if that is a change, tells every node. Administrators only.
   *
   * @throws {ForbiddenError} `admin_required` @throws {NotFoundError} `addon_not_found`
   */
  set(actor: Actor, id: string, enabled: boolean): Promise<AddonSwitch>
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
  const settings = addonFeatures.map(({ setting }) => setting)
  const decisions = unionAll(
    db.select({ id: addons.id, isEnabled: addons.isEnabled }).from(addons),
    db
      .select({ id: appSettings.key, isEnabled: sql<boolean>`${appSettings.value} <> 'false'` })
      .from(appSettings)
      .where(inArray(appSettings.key, settings))
  ).prepare('planner_addons')
  let reading: Reading | undefined

  async function read(): Promise<ReadonlySet<string>> {
    const decided = new Map((await decisions.execute()).map(({ id, isEnabled }) => [id, isEnabled]))
    const enabled = knownAddons.filter(({ id, isEnabledByDefault }) => decided.get(id) ?? isEnabledByDefault)
    const ids = new Set(enabled.map(({ id }) => id))
    const features = addonFeatures.filter(({ addon, setting }) => ids.has(addon) && (decided.get(setting) ?? true))
    return new Set([...ids, ...features.map(({ id }) => id)])
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
      return knownAddons.map(({ id, name, description }) => ({
        id,
        name,
        description,
        enabled: enabled.has(id),
        features: featuresOf(id, enabled)
      }))
    },

    isEnabled: async (id) => (await readRecently()).has(id),

    forget() {
      reading = undefined
    },

    async set(actor, id, enabled) {
      if (!(await isAdministrator(db, actor)))
        throw new ForbiddenError('admin_required', 'Only administrators may do this')
      const feature = addonFeatures.find((known) => known.id === id)
      const known = feature ?? knownAddons.find((addon) => addon.id === id)
      if (!known) throw new NotFoundError('addon_not_found', 'There is no such addon')
      await db.transaction(async (tx) => {
        const isChange = feature
          ? await keepSetting(tx, feature.setting, String(enabled))
          : await keepDecision(tx, id, enabled)
        if (isChange) await publishAddonChange(tx, { id, enabled })
      })
      reading = undefined
      return { id, name: known.name, description: known.description, enabled }
    }
  }
}

function featuresOf(addon: string, enabled: ReadonlySet<string>): AddonSwitch[] {
  return addonFeatures
    .filter((feature) => feature.addon === addon)
    .map(({ id, name, description }) => ({ id, name, description, enabled: enabled.has(id) }))
}

/** Answers whether that is a change. */
async function keepDecision(tx: Database, id: string, isEnabled: boolean): Promise<boolean> {
  const changed = await tx
    .insert(addons)
    .values({ id, isEnabled })
    .onConflictDoUpdate({
      target: addons.id,
      set: { isEnabled, updatedAt: sql`clock_timestamp()` },
      setWhere: ne(addons.isEnabled, isEnabled)
    })
    .returning({ id: addons.id })
  return changed.length > 0
}

/** Answers whether that is a change. */
async function keepSetting(tx: Database, key: string, value: string): Promise<boolean> {
  const changed = await tx
    .insert(appSettings)
    .values({ key, value })
    .onConflictDoUpdate({ target: appSettings.key, set: { value }, setWhere: ne(appSettings.value, value) })
    .returning({ key: appSettings.key })
  return changed.length > 0
}
