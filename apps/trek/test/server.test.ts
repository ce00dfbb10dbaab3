import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createTestDatabase } from '@trek/test-postgres'
import t, { type Test } from 'tap'
import { ApiBrowser } from './support/api-browser.ts'
import { listen } from './support/event-stream.ts'
import { freePort } from './support/free-port.ts'

const server = fileURLToPath(new URL('../dist/server.js', import.meta.url))

/** The server as a process of its own, with nothing but this in its environment. */
function run(t: Test, environment: Record<string, string>) {
  const child = spawn(process.execPath, [server], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output, errors }))
  t.teardown(() => void child.kill('SIGKILL'))
  return { child, ended, output: () => output }
}

async function running(t: Test, environment: Record<string, string> = {}) {
  const port = String(await freePort())
  const { url: databaseUrl } = await createTestDatabase(t)
  const node = run(t, { PORT: port, DATABASE_URL: databaseUrl, ...environment })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(`${url}/api/health`).then(
        ({ ok }) => ok,
        () => false
      )
    )
      return { ...node, url, port }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no answer: ${node.output()}`)
}

t.test('it says where it is and how the administrator gets in, and stops at once when told to', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, ended, output, url } = await running(t)
    t.match(output(), `TREK is at ${url}`)
    const [, password] =
      /First administrator: admin@trek\.local, password (\S+) \(shown only now\)/.exec(output()) ?? []
    const browser = new ApiBrowser(url)
    t.match(await browser.call('POST', '/api/auth/login', { email: 'admin@trek.local', password }), { status: 200 })
    const stream = await listen(browser)
    await stream.next()

    const began = Date.now()
    child.kill(signal)
    const { exitCode, errors } = await ended
    t.equal(exitCode, 0, `${signal}, with a stream open`)
    t.equal(errors, '')
    t.ok(Date.now() - began < 5000)
    t.equal(await stream.next(), undefined)
  }
})

t.test('a bad variable stops the start with one line', async (t) => {
  const cases: [environment: Record<string, string>, line: string][] = [
    [{ PORT: '70000' }, 'PORT: "70000" is no whole number from 1 to 65535\n'],
    [{ APP_URL: 'https://trips.example/trek' }, 'APP_URL: must not have a path ("/trek")\n'],
    [
      { DATABASE_URL: 'postgres://me:secret@127.0.0.1:9/trek' },
      'DATABASE_URL: the database cannot be reached (ECONNREFUSED)\n'
    ]
  ]
  for (const [environment, line] of cases)
    t.match(await run(t, environment).ended, { exitCode: 1, output: '', errors: line }, line)
})

t.test('a port in use stops the start with one line', async (t) => {
  const { port } = await running(t)
  const { url: databaseUrl } = await createTestDatabase(t)
  const { exitCode, errors } = await run(t, { PORT: port, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }).ended
  t.same({ exitCode, errors }, { exitCode: 1, errors: 'PORT, HOST: cannot listen there (EADDRINUSE)\n' })
})
