import { createTestDatabase } from '@trek/test-postgres'
import t, { type Test } from 'tap'
import { ApiBrowser } from './support/api-browser.ts'
import { listen } from './support/event-stream.ts'
import { runningServer, runServer } from './support/server-process.ts'

const onDatabase = async (t: Test) => ({ DATABASE_URL: (await createTestDatabase(t)).url })

t.test('it says where it is and how the administrator gets in, and stops at once when told to', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, ended, output, url } = await runningServer(t, await onDatabase(t))
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
    t.match(await runServer(t, environment).ended, { exitCode: 1, output: '', errors: line }, line)
})

t.test('a port in use stops the start with one line', async (t) => {
  const environment = await onDatabase(t)
  const { port } = await runningServer(t, environment)
  const { exitCode, errors } = await runServer(t, { ...environment, PORT: port, LOG_LEVEL: 'silent' }).ended
  t.same({ exitCode, errors }, { exitCode: 1, errors: 'PORT, HOST: cannot listen there (EADDRINUSE)\n' })
})
