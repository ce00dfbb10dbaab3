import { defineConfig } from 'drizzle-kit'

/** One migration history for every package's tables; the host applies it at start. */
export default defineConfig({
  dialect: 'postgresql',
  schema: ['./packages/*/src/**/*.table.ts', './apps/trek/src/**/*.table.ts'],
  out: './migrations'
})
