import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { freePort } from './support/free-port.ts'
import { startProxy } from './support/proxy.ts'
import { startTrek } from './support/trek.ts'

/** The built doctor as a process of its own, with nothing but this in its environment. */
async function doctor(args: string[], environment: Record<string, string> = {}) {
  const script = fileURLToPath(new URL('../dist/doctor.js', import.meta.url))
  const child = spawn(process.execPath, [script, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  const closed = once(child, 'close')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [exitCode] = await closed
  return { exitCode, output, errors }
}

t.test('AS-19: the doctor says from any machine what keeps clients out, and what to do', async (t) => {
  const [port, upstream] = [await freePort(), await freePort()]
  const APP_URL = `http://127.0.0.1:${port}`
  const trek = await startTrek(t, { APP_URL, PORT: String(upstream), TRUST_PROXY: '1' })
  const proxy = await startProxy(t, { port, upstream })

  const well = await doctor([`${APP_URL}/mcp`])
  t.match(well, { exitCode: 0, errors: '' })
  t.match(well.output.split('\n'), [
    APP_URL,
    `ok      Public address: ${APP_URL} leads to TREK.`,
    /^warning Encryption: .* only programs on this machine can connect\. For assistants elsewhere /,
    'ok      Tokens: Tokens arrive.',
    'ok      Streams: Streams arrive as they are sent.',
    /^ok {6}Discovery: /,
    /^ok {6}Sign-in challenge: /,
    /^ok {6}Assistants in a browser: /,
    /^ok {6}Bot protection: /
  ])
  t.notMatch(trek.logged(), '"level":50')

  proxy.breakWith({ response: ({ 'www-authenticate': _lost, ...headers }) => headers })
  const ill = await doctor([], { APP_URL })
  t.match(ill, { exitCode: 1, errors: '' })
  t.match(ill.output, /^problem Sign-in challenge: The WWW-Authenticate header .* Have the proxy keep it/m)

  const elsewhere = await doctor(['--json', `http://127.0.0.1:${upstream}`])
  t.equal(elsewhere.exitCode, 1)
  t.match(JSON.parse(elsewhere.output), {
    url: `http://127.0.0.1:${upstream}`,
    at: /^\d{4}-/,
    points: [
      { id: 'address', title: 'Public address', state: 'ok', advice: null },
      { id: 'https' },
      { id: 'authorization' },
      { id: 'streaming' },
      { id: 'discovery', state: 'problem', message: `not http://127.0.0.1:${upstream}/mcp`, advice: 'APP_URL' }
    ]
  })
})

t.test('AS-19: where no TREK is, and what cannot be asked at all', async (t) => {
  const url = `http://127.0.0.1:${await freePort()}`
  const { exitCode, output } = await doctor([url])
  t.equal(exitCode, 1)
  t.match(output, /^problem Public address: Nothing answers at .* \(ECONNREFUSED\)\. Look whether/m)

  const cases: [args: string[], environment: Record<string, string>, line: string | RegExp][] = [
    [['trek.example'], {}, 'doctor: "trek.example" is no address like https://trek.example\n'],
    [['https://a.example', 'https://b.example'], {}, 'doctor: takes one address\n'],
    [['--quick'], {}, /^Unknown option '--quick'.*\n$/],
    [[], { APP_URL: 'trek.example' }, /^APP_URL: .*\n$/]
  ]
  const refusals = await Promise.all(cases.map(([args, environment]) => doctor(args, environment)))
  for (const [index, [args, , line]] of cases.entries())
    t.match(refusals[index], { exitCode: 1, output: '', errors: line }, args.join(' '))
})
