import { fileURLToPath } from 'node:url'

/** The one migration history, made by drizzle-kit from the tables of all packages. */
export const migrationsFolder = fileURLToPath(new URL('../../../../migrations', import.meta.url))

/** Any number that nobody else locks: whoever holds it migrates, the others wait. */
export const MIGRATION_LOCK = 7_245_303
