import { Cleanup } from './cleanup.ts'
import { startFixture } from './fixture/start.ts'

// `serve [--sessions]`, on PORT (default 3900) until it is interrupted.
try {
  const sessions = process.argv.includes('--sessions')
  const { mcpUrl } = await startFixture(new Cleanup(), { port: readPort(process.env.PORT || '3900'), sessions })
  console.log(`The fixture answers at ${mcpUrl}${sessions ? ', with sessions' : ''}, to everybody. Ctrl-C ends it.`)
  await interrupted()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
// Without a cleanup: Ctrl-C reaches the database server as well, and what is in it is thrown away with it.
process.exit()

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  if (port < 1 || port > 65535) throw new Error(`PORT: "${value}" is no whole number from 1 to 65535`)
  return port
}

/** It may be told more than once, by the terminal and by whoever started it. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })
}
