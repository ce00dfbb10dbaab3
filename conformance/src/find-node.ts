import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The suite imports `fs.globSync`, which older ones do not have. */
const LEAST_MAJOR = 22

/** Some 50 MB. */
const INSTALL_MS = 60_000

const home = fileURLToPath(new URL('../node', import.meta.url))

/**
 * A Node that the suite runs on: this one, or else one from npm. The latter is no dependency of a workspace, because npm
 * would link it as `node_modules/.bin/node`, and every script of the repository would run on it.
 */
export function findNode(): string {
  if (Number.parseInt(process.versions.node) >= LEAST_MAJOR) return process.execPath
  execFileSync('npm', ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: INSTALL_MS
  })
  const node = `${home}/node_modules/node-${process.platform}-${process.arch}/bin/node`
  if (!existsSync(node)) throw new Error(`npm has no Node for this machine: use Node ${LEAST_MAJOR} or later`)
  return node
}
