import { createRequire } from 'node:module'
import { setTimeout } from 'node:timers/promises'
import { createTestDatabase } from '@trek/test-postgres'
import type { Cleanup } from './cleanup.ts'
import { freePort } from './free-port.ts'
import { startNode } from './node-process.ts'

const server = createRequire(import.meta.url).resolve('@trek/trek/dist/server.js')

export interface Trek {
  /** Issuer and base of every address, without a slash at the end. */
  url: string
}

/** The built TREK as it is deployed, on a PostgreSQL database of its own, once it answers. */
export async function startTrek(cleanup: Cleanup): Promise<Trek> {
  const database = await createTestDatabase(cleanup)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = { DATABASE_URL: database.url, PORT: String(port), APP_URL: url, LOG_LEVEL: 'warn' }
  const { child, output } = startNode(process.execPath, [server], environment, cleanup)
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const isThere = await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isThere) return { url }
    await setTimeout(100)
  }
  throw new Error(`TREK did not start:\n${output()}`)
}
