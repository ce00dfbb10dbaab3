import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import { freePort } from './free-port.ts'

const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url))

/** The built server as a process of its own, with nothing but this in its environment. */
export function runServer(t: Test, environment: Record<string, string>) {
  const child = spawn(process.execPath, [server], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode, output, errors }))
  t.teardown(() => void child.kill('SIGKILL'))
  return { child, ended, output: () => output + errors }
}

/** The same, once it answers. */
export async function runningServer(t: Test, environment: Record<string, string>) {
  const port = environment.PORT ?? String(await freePort())
  const node = runServer(t, { ...environment, PORT: port })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 300; tries++) {
    const isThere = await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false
    )
    if (isThere) return { ...node, url, port }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no answer: ${node.output()}`)
}
