import { asc } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { Category } from './category.schema.ts'
import { categories } from './category.table.ts'

export interface CategoryService {
  /** By name; the same list for everybody. */
  list(): Promise<Category[]>
}

const SEEDS = [
  ['Hotel', '#3b82f6', '🏨'],
  ['Restaurant', '#ef4444', '🍽️'],
  ['Attraction', '#8b5cf6', '🎡'],
  ['Shopping', '#f59e0b', '🛍️'],
  ['Transport', '#6b7280', '🚆'],
  ['Activity', '#10b981', '🎯'],
  ['Bar/Cafe', '#f97316', '☕'],
  ['Beach', '#06b6d4', '🏖️'],
  ['Nature', '#84cc16', '🌲'],
  ['Other', '#6366f1', '📍']
] as const

export function createCategoryService(db: Database): CategoryService {
  return {
    async list() {
      const rows = await db.select().from(categories).orderBy(asc(categories.name))
      return rows.map(({ userId, createdAt, ...category }) => ({
        ...category,
        user_id: userId,
        created_at: createdAt.toISOString()
      }))
    }
  }
}

/** Makes the categories every instance begins with; those that are there stay as they are. */
export async function seedCategories(db: Database): Promise<void> {
  const rows = SEEDS.map(([name, color, icon]) => ({ name, color, icon }))
  await db.insert(categories).values(rows).onConflictDoNothing()
}
