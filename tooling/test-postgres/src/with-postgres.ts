import { spawn } from 'node:child_process'
import { startCluster } from './cluster.ts'
import { createTemplate } from './template.ts'

/**
 * `with-postgres COMMAND [ARG...]`: runs the command with `TEST_POSTGRES_URL` naming a cluster that holds the migrated
 * template. A cluster that an outer `with-postgres` started is used as it is, so one run has one cluster.
 */
const [command, ...args] = process.argv.slice(2)
if (!command) {
  console.error('usage: with-postgres COMMAND [ARG...]')
  process.exit(2)
}

let cluster: Awaited<ReturnType<typeof startCluster>> | undefined
const env = { ...process.env }
if (!env.TEST_POSTGRES_URL) {
  cluster = await startCluster()
  try {
    await createTemplate(cluster.url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  env.TEST_POSTGRES_URL = cluster.url
}

const child = spawn(command, args, { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
const exitCode = await new Promise<number>((resolve) => {
  child.once('error', (error) => {
    console.error(`with-postgres: ${error.message}`)
    resolve(127)
  })
  child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
})
await cluster?.stop()
process.exit(exitCode)
