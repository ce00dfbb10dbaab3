import type { FastifyInstance } from 'fastify'
import { createTestDatabase, type TestContext, type TestDatabase } from '@trek/test-postgres'
import { buildApp } from '../../src/app.ts'
import { migrationsFolder } from '../../src/database.ts'
import { logger } from '../../src/logger.ts'
import { createUsers, type User } from '../../src/people/users.ts'
import { Browser } from './browser.ts'
import { freePort } from './free-port.ts'

export const PASSWORD = 'correct horse battery'

export interface RunningApp {
  url: string
  db: TestDatabase['db']
  sql: TestDatabase['sql']
  /** Everything logged so far. */
  logged(): string
  /** A new browser with its own cookie jar. */
  browser(): Browser
  /** Makes an account; its password is `PASSWORD`. */
  app: FastifyInstance
  addUser(email: string): Promise<User>
  /** A browser in which the account of this address is signed in. */
  signedIn(email: string): Promise<Browser>
}

/** The app as it is deployed, on a port of this machine and a database of its own. */
export async function startApp(t: TestContext): Promise<RunningApp> {
  const { db, sql } = await createTestDatabase(t, { migrationsFolder })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const app = await buildApp({ db, appUrl: url, logger: { ...logger, level: 'trace', stream } })
  t.teardown(() => app.close())
  await app.listen({ host: '127.0.0.1', port })
  return {
    app,
    url,
    db,
    sql,
    logged: () => lines.join(''),
    browser: () => new Browser(url),
    async addUser(email) {
      const user = await createUsers(db).create(email, PASSWORD)
      if (!user) throw new Error(`${email} has an account already`)
      return user
    },
    async signedIn(email) {
      const browser = new Browser(url)
      await browser.signIn(email, PASSWORD)
      return browser
    }
  }
}
