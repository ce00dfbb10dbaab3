import { buildApp } from './app.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database.ts'
import { logger } from './logger.ts'

try {
  const { host, port, appUrl, databaseUrl } = readConfig(process.env)
  const { db, close } = await openDatabase(databaseUrl)
  const app = await buildApp({ db, appUrl, logger })
  await app.listen({ host, port })

  // The database last: plugins still write to it while they close.
  const stop = () =>
    void app
      .close()
      .then(close)
      .then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(describe(error))
  process.exit(1)
}

/** What an operator can change is one line; anything else is a fault of ours and shows where it is. */
function describe(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL'
    ? `PORT, HOST: cannot listen there (${code})`
    : error
}
