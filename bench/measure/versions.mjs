import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The installed version of a package, also of one that does not export its package.json.
 *
 * @param {string} name
 */
export function versionOf(name) {
  let directory = dirname(fileURLToPath(import.meta.resolve(name)))
  for (;;) {
    const file = join(directory, 'package.json')
    const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
    if (found.name === name) return found.version
    if (dirname(directory) === directory) throw new Error(`no version of ${name}`)
    directory = dirname(directory)
  }
}

/** The commit that was measured, `-dirty` when files were changed since; undefined outside a repository. */
export function revision() {
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--dirty', '--exclude=*'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}
