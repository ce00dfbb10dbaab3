import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './database/database.ts'
import { buildHost } from './host.ts'

/** Requests in flight at shutdown get this long. */
const SHUTDOWN_MS = 10_000

try {
  const config = readConfig(process.env)
  const database = await openDatabase(config)
  await database.migrate()
  const { app, firstPassword } = await buildHost(config, database)
  await app.listen({ host: config.host, port: config.port })
  console.log(`TREK is at ${config.appUrl}`)
  if (firstPassword !== undefined)
    console.log(`First administrator: admin@trek.local, password ${firstPassword} (shown only now)`)

  const stop = () => {
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    void app.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(describe(error))
  process.exit(1)
}

/** What an operator can change is one line; anything else is a fault of ours and shows where it is. */
function describe(error: unknown): unknown {
  if (error instanceof ConfigError) return error.message
  if (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EADDRINUSE' || error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
  ) {
    return `PORT, HOST: cannot listen there (${error.code})`
  }
  return error
}
