import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The program `npx @modelcontextprotocol/inspector` runs. It wants a newer Node; its command line does without. */
const inspector = fileURLToPath(
  new URL('clients/launcher/build/index.js', import.meta.resolve('@modelcontextprotocol/inspector/package.json'))
)

export interface InspectorRun {
  exitCode: number
  /** Its result, or what it complains about. */
  result: unknown
  complaints: string
}

/** The Inspector's command line, on its way to a result. */
export async function runInspector(args: string[], environment: Record<string, string> = {}): Promise<InspectorRun> {
  const child = spawn(process.execPath, [inspector, '--cli', ...args, '--format', 'json'], {
    env: { PATH: process.env.PATH, MCP_INSPECTOR_SECRET_STORE: 'memory', ...environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  let complaints = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const [exitCode] = (await once(child, 'close')) as [number]
  return { exitCode, result: output === '' ? undefined : JSON.parse(output), complaints }
}
