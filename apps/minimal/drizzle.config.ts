import { defineConfig } from 'drizzle-kit'

/** One migration history for this app's tables and those of `@trek/token-store`; `src/tables.ts` names them all. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/tables.ts',
  out: './migrations'
})
