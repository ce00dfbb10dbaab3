import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database/database.ts'

/** `npm run db:migrate`: brings the database up to date without starting the server. */
try {
  const database = await openDatabase(readConfig(process.env))
  await database.migrate()
  await database.close()
  console.log('The database is up to date')
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
