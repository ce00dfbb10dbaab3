import { createTestDatabase } from '@trek/test-postgres'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'
import { runningServer } from './server-process.ts'
import { signedIn } from './trek.ts'

/** Several server processes that are one TREK: one public address, the first one's, and one database. */
export async function severalServers(t: Test, count: number, settings: Record<string, string> = {}) {
  const { url: DATABASE_URL, sql } = await createTestDatabase(t)
  const port = String(await freePort())
  const APP_URL = `http://127.0.0.1:${port}`
  const environment = { DATABASE_URL, APP_URL, LOG_LEVEL: 'warn', ...settings }
  const first = await runningServer(t, { ...environment, PORT: port })
  const others = await Promise.all(Array.from({ length: count - 1 }, () => runningServer(t, environment)))
  return {
    urls: [first.url, ...others.map(({ url }) => url)],
    sql,
    trek: { url: APP_URL, mcpUrl: new URL(`${APP_URL}/mcp`) },
    /** Makes an account and signs it in, at the public address. */
    signedIn: (name: string) => signedIn(APP_URL, name)
  }
}
