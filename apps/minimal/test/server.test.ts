import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { createTestDatabase } from '@trek/test-postgres'
import t, { type Test } from 'tap'
import { migrationsFolder } from '../src/database.ts'
import { Browser } from './support/browser.ts'
import { freePort } from './support/free-port.ts'

const program = (name: string) => fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url))

/** A built program as a process of its own, with nothing but this in its environment. */
function run(t: Test, name: string, environment: Record<string, string>, args: string[] = []) {
  const child = spawn(process.execPath, [program(name), ...args], { env: environment })
  t.teardown(() => void child.kill('SIGKILL'))
  const ended = Promise.all([once(child, 'close'), text(child.stderr)]).then(([[exitCode], errors]) => ({
    exitCode,
    errors
  }))
  return { child, ended }
}

t.test('it serves, and stops when told to', async (t) => {
  const { url: DATABASE_URL } = await createTestDatabase(t, { migrationsFolder })
  const adding = run(t, 'add-user', { DATABASE_URL }, ['anna@example.org'])
  adding.child.stdin.end('correct horse battery\n')
  t.same(await adding.ended, { exitCode: 0, errors: '' })

  const again = run(t, 'add-user', { DATABASE_URL }, ['ANNA@example.org'])
  again.child.stdin.end('correct horse battery')
  t.same(await again.ended, { exitCode: 1, errors: 'ANNA@example.org: has an account already\n' })

  const PORT = String(await freePort())
  const { child, ended } = run(t, 'server', { DATABASE_URL, PORT })
  await once(child.stdout, 'data')
  const browser = new Browser(`http://127.0.0.1:${PORT}`)
  t.match(await browser.signIn('anna@example.org', 'correct horse battery'), { status: 303 })

  const other = run(t, 'server', { DATABASE_URL, PORT })
  t.same(await other.ended, { exitCode: 1, errors: 'PORT, HOST: cannot listen there (EADDRINUSE)\n' })

  child.kill('SIGTERM')
  t.same(await ended, { exitCode: 0, errors: '' })
})

t.test('a bad variable stops the start with one line', async (t) => {
  const DATABASE_URL = 'postgres://me:secret@127.0.0.1:9/bookmarks'
  const cases: [environment: Record<string, string>, line: string][] = [
    [{}, 'DATABASE_URL: has to look like postgres://user:password@host:5432/database'],
    [{ DATABASE_URL }, 'DATABASE_URL: the database cannot be reached (ECONNREFUSED)'],
    [{ DATABASE_URL, PORT: '70000' }, 'PORT: "70000" is no whole number from 1 to 65535'],
    [
      { DATABASE_URL, APP_URL: 'https://bookmarks.example/app' },
      'APP_URL: "https://bookmarks.example/app" is no address like https://bookmarks.example'
    ],
    [
      { DATABASE_URL, HOST: '0.0.0.0' },
      'APP_URL: "http://0.0.0.0:3000" has to be https, unless it is this machine\'s own 127.0.0.1'
    ]
  ]
  for (const [environment, line] of cases)
    t.same(await run(t, 'server', environment).ended, { exitCode: 1, errors: `${line}\n` }, line)
})

t.test('an account needs an address and a password', async (t) => {
  const { url: DATABASE_URL } = await createTestDatabase(t, { migrationsFolder })
  const cases: [args: string[], password: string, line: string][] = [
    [[], 'correct horse battery', 'usage: add-user E-MAIL, the password on standard input'],
    [['anna@example.org'], 'short', 'password: has to have at least 10 characters']
  ]
  for (const [args, password, line] of cases) {
    const { child, ended } = run(t, 'add-user', { DATABASE_URL }, args)
    child.stdin.on('error', () => {}).end(password)
    t.same(await ended, { exitCode: 1, errors: `${line}\n` }, line)
  }
})
