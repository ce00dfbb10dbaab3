import { parseArgs } from 'node:util'
import { ConfigError, readConfig } from './config.ts'
import { checkFromOutside } from './connection-check/from-outside.ts'
import type { Point } from './connection-check/point.ts'

/** `npm run doctor`: what clients of a TREK run into, seen from the machine this runs on (AS-19). */
try {
  const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true })
  const url = readUrl(positionals)
  const points = await checkFromOutside(url)
  const report = { url, at: new Date().toISOString(), points }
  console.log(values.json ? JSON.stringify(report, null, 2) : describeReport(report))
  if (points.some(({ state }) => state === 'problem')) process.exitCode = 1
} catch (error) {
  console.error(describeError(error))
  process.exitCode = 1
}

/** The address that was named, or the one the server itself would take. A path is left off: `…/mcp` is what people have at hand. */
function readUrl([address, ...others]: string[]): string {
  if (others.length > 0) throw new ConfigError('doctor', 'takes one address')
  if (address === undefined) return readConfig(process.env).appUrl
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ConfigError('doctor', `"${address}" is no address like https://trek.example`)
  return url.origin
}

function describeReport({ url, points }: { url: string; points: Point[] }): string {
  const lines = points.map(({ state, title, message, advice }) =>
    [state.padEnd('problem'.length), `${title}:`, message, advice].join(' ').trimEnd()
  )
  return [url, ...lines, 'What proxies tell the server, and its clock: Admin, Connection check.'].join('\n')
}

/** What can be put right on the command line is one line; anything else is a fault of ours and shows where it is. */
function describeError(error: unknown): unknown {
  const isUsage =
    error instanceof ConfigError ||
    (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  return isUsage ? error.message : error
}
