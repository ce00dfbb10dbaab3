import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface PackagedChromium {
  executablePath: string
  /** What it needs on a machine that has neither its libraries (NSS) nor any fonts. */
  bareMachine: Record<string, string>
}

/**
 * The browser inside `@sparticuz/chromium`, unpacked once per machine and version. That package unpacks into the
 * temporary directory itself, where test files that start together meet each other's half-written files, and leaves its
 * libraries out unless it believes itself on its own platform. So a process unpacks it aside, and renames the whole.
 */
export async function unpackChromium(): Promise<PackagedChromium> {
  const manifest = new URL('../../package.json', import.meta.resolve('@sparticuz/chromium'))
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string }
  const target = join(tmpdir(), `trek-chromium-${version}`)
  if (!existsSync(target)) {
    const aside = await mkdtemp(`${target}-`)
    await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', "await (await import('@sparticuz/chromium')).default.executablePath()"],
      { cwd: import.meta.dirname, env: { TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } }
    )
    await writeFile(
      join(aside, 'fonts/fonts.conf'),
      `<?xml version="1.0"?>\n<fontconfig><dir>${target}/fonts</dir><cachedir>${target}/font-cache</cachedir></fontconfig>\n`
    )
    // Somebody else may have been first; theirs is as good.
    await rename(aside, target).catch(() => rm(aside, { recursive: true, force: true }))
  }
  return {
    executablePath: join(target, 'chromium'),
    bareMachine: { LD_LIBRARY_PATH: join(target, 'al2023/lib'), FONTCONFIG_PATH: join(target, 'fonts') }
  }
}
