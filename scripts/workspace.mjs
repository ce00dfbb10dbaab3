import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What `npm start` and `npm test` need before anything is installed, so: no dependencies. */
export const root = fileURLToPath(new URL('..', import.meta.url))
const installStamp = `${root}node_modules/.install-stamp`

/** Installs what the lockfile says, unless that was done already. */
export function install() {
  const lockfile = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === lockfile) return
  console.log('Installing dependencies ...')
  // Not `npm ci`: it insists on lockfile entries for every platform's binaries, also those a registry does not carry.
  run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  writeFileSync(installStamp, lockfile)
}

/** Builds every workspace; turbo skips what has not changed, and is heard only when something fails. */
export function build() {
  console.log('Building what has changed ...')
  const { status, stdout, stderr } = spawnSync(
    `${root}node_modules/.bin/turbo`,
    ['run', 'build', '--output-logs=errors-only'],
    { cwd: root, env: environment(), encoding: 'utf8' }
  )
  if (status === 0) return
  console.error(`${stdout ?? ''}${stderr ?? ''}`)
  process.exit(status ?? 1)
}

/** Runs a command in the repository's root and ends this process when it fails. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: environment()
  })
  if (error) console.error(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

function environment() {
  return { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }
}
