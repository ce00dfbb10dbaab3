import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'

/** The program `npx mcp-remote` runs. */
export const mcpRemote = join(dirname(fileURLToPath(import.meta.resolve('mcp-remote/package.json'))), 'dist/proxy.js')

/** A program that, in place of a browser, leaves the address it was asked to open. */
export async function fakeOpener(t: Test) {
  const home = await mkdtemp(join(tmpdir(), 'mcp-remote-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const note = join(home, 'opened')
  const opener = join(home, 'xdg-open')
  await writeFile(opener, `#!/bin/sh\nprintf %s "$1" > "${note}.part" && mv "${note}.part" "${note}"\n`)
  await chmod(opener, 0o755)
  return {
    environment: {
      PATH: `${home}:${process.env.PATH}`,
      BROWSER: opener,
      HOME: home,
      MCP_REMOTE_CONFIG_DIR: join(home, 'auth')
    },
    /** The next address that is opened, within half a minute. */
    async openedUrl(signal?: AbortSignal): Promise<string> {
      for (let tries = 0; tries < 300; tries++) {
        signal?.throwIfAborted()
        const url = await readFile(note, 'utf8').catch(() => undefined)
        if (url !== undefined) {
          await rm(note)
          return url
        }
        await setTimeout(100)
      }
      throw new Error('no browser was opened')
    }
  }
}
