import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import type { Cleanup } from './cleanup.ts'

export interface NodeProcess {
  child: ChildProcessByStdio<null, Readable, Readable>
  /** With its exit code, or null after a signal. */
  ended: Promise<number | null>
  /** Everything it has said so far. */
  output: () => string
}

/** Runs a script with nothing but `environment` in its environment. It does not outlive `cleanup`. */
export function startNode(
  node: string,
  [script, ...args]: [string, ...string[]],
  environment: Record<string, string>,
  cleanup: Cleanup
): NodeProcess {
  const child = spawn(node, [script, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended = once(child, 'close').then(([exitCode]) => exitCode as number | null)
  cleanup.teardown(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, output: () => output }
}
