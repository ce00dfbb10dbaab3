import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, ForbiddenError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { nextPosition } from '../list-order.ts'
import { listOrder, loadItems } from '../packing/packing-item.row.ts'
import type { PackingItem } from '../packing/packing-item.schema.ts'
import { packingItems } from '../packing/packing-item.table.ts'
import { isAdministrator, requireAccess, requirePermission } from '../permissions.ts'
import { checkText } from '../values/text.ts'
import type { PackingTemplate, SavedPackingTemplate } from './packing-template.schema.ts'
import { packingTemplateItems, packingTemplates } from './packing-template.table.ts'

/** Templates are the instance's: who belongs to any trip may use them, administrators make them. */
export interface PackingTemplateService {
  /** Newest first, with how many there are in all. @throws {NotFoundError} `trip_not_found` */
  list(
    actor: Actor,
    tripId: number,
    page: { limit: number; offset: number }
  ): Promise<{ templates: PackingTemplate[]; total: number }>
  /**
   * Adds what the template has to the end of a trip's list, for everybody to see and nobody to bring. What is there
   * already comes twice. Asks `packing_edit`.
   *
   * @throws {NotFoundError} `trip_not_found`, and `template_not_found` also for one without items
   */
  apply(actor: Actor, tripId: number, templateId: number): Promise<PackingItem[]>
  /**
   * Keeps names and categories of what everybody sees on a trip's list. Asks `packing_edit`, and for an administrator.
   *
   * @throws {NotFoundError} `trip_not_found` @throws {ForbiddenError} `admin_required`
   * @throws {ConflictError} `empty_packing_list` @throws {InvalidInputError} `invalid_value`
   */
  save(actor: Actor, tripId: number, name: string): Promise<SavedPackingTemplate>
  /** Answers its name. @throws {ForbiddenError} `admin_required` @throws {NotFoundError} `template_not_found` */
  delete(actor: Actor, templateId: number): Promise<string>
}

/** Where items without a category go. */
const NO_CATEGORY = 'Other'

export function createPackingTemplateService(db: Database): PackingTemplateService {
  return {
    async list(actor, tripId, { limit, offset }) {
      await requireAccess(db, actor, tripId)
      const [all] = await db.select({ total: count() }).from(packingTemplates)
      const templates = await db
        .select({
          id: packingTemplates.id,
          name: packingTemplates.name,
          item_count: count(packingTemplateItems.id)
        })
        .from(packingTemplates)
        .leftJoin(packingTemplateItems, eq(packingTemplateItems.templateId, packingTemplates.id))
        .groupBy(packingTemplates.id)
        .orderBy(desc(packingTemplates.createdAt), desc(packingTemplates.id))
        .limit(limit)
        .offset(offset)
      return { templates, total: all?.total ?? 0 }
    },

    apply: (actor, tripId, templateId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const items = await tx
          .select({
            template: packingTemplates.name,
            name: packingTemplateItems.name,
            category: packingTemplateItems.category
          })
          .from(packingTemplateItems)
          .innerJoin(packingTemplates, eq(packingTemplates.id, packingTemplateItems.templateId))
          .where(eq(packingTemplateItems.templateId, templateId))
          .orderBy(asc(packingTemplateItems.sortOrder))
        const [some] = items
        if (!some) throw templateNotFound()
        const first = await nextPosition(tx, packingItems, tripId)
        const rows = await tx
          .insert(packingItems)
          .values(items.map(({ name, category }, i) => ({ tripId, name, category, sortOrder: first + i })))
          .returning({ id: packingItems.id })
        await publish(tx, actor, {
          type: 'packing:template-applied',
          tripId,
          ids: { templateId },
          what: some.template
        })
        return loadItems(
          tx,
          actor,
          tripId,
          rows.map(({ id }) => id)
        )
      }),

    save: (actor, tripId, name) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        await requireAdministrator(tx, actor)
        const items = await tx
          .select({ name: packingItems.name, category: packingItems.category })
          .from(packingItems)
          .where(and(eq(packingItems.tripId, tripId), eq(packingItems.isPrivate, false)))
          .orderBy(...listOrder)
        if (items.length === 0)
          throw new ConflictError('empty_packing_list', 'The packing list is empty: there is nothing to save')
        const [template] = await tx
          .insert(packingTemplates)
          .values({ name: checkText(name, 'templateName'), createdBy: actor.userId })
          .returning({ id: packingTemplates.id, name: packingTemplates.name })
        if (!template) throw new Error('the template was not kept')
        const rows = items.map((item, sortOrder) => ({
          templateId: template.id,
          name: item.name,
          category: item.category ?? NO_CATEGORY,
          sortOrder
        }))
        await tx.insert(packingTemplateItems).values(rows)
        return {
          ...template,
          categoryCount: new Set(rows.map(({ category }) => category)).size,
          itemCount: rows.length
        }
      }),

    delete: (actor, templateId) =>
      db.transaction(async (tx) => {
        await requireAdministrator(tx, actor)
        const [gone] = await tx
          .delete(packingTemplates)
          .where(eq(packingTemplates.id, templateId))
          .returning({ name: packingTemplates.name })
        if (!gone) throw templateNotFound()
        return gone.name
      })
  }
}

function templateNotFound(): NotFoundError {
  return new NotFoundError('template_not_found', 'Template not found')
}

async function requireAdministrator(tx: Database, actor: Actor): Promise<void> {
  if (!(await isAdministrator(tx, actor))) throw new ForbiddenError('admin_required', 'Only administrators may do this')
}
