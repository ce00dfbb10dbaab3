import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { bundleTests } from './bundle-tests.mjs'
import { root } from './workspace.mjs'

/**
 * Runs the tests of every workspace, or those whose paths begin as an argument says, and adds up what their TAP says. Each
 * file is a process of its own that starts from its bundle; `npm test` in a workspace runs the same files as they are. One
 * file more is run at once than there are processors, since tests also wait, for clocks and for each other.
 */
const TIMEOUT_SECONDS = 120
const LAST_WORDS_MS = 1000
const SLOWEST_SHOWN = 10

const wanted = process.argv.slice(2)
const workspaces = await Promise.all(
  workspacesWithTests().map(async (path) => {
    const tests = (await bundleTests(path)).filter(({ test }) => isWanted(`${path}/${test}`))
    return { path, tests, left: tests.length, passed: 0, failed: 0 }
  })
)
const results = []
const queue = workspaces.flatMap((workspace) => workspace.tests.map((test) => ({ workspace, ...test })))
await Promise.all(Array.from({ length: availableParallelism() + 1 }, work))

const slowest = results.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST_SHOWN)
console.log(`slowest: ${slowest.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ')}`)
for (const { name, counts } of results) if (counts.failed > 0) console.log(`failed: ${name}`)
const passed = sum(results.map(({ counts }) => counts.passed))
const failed = sum(results.map(({ counts }) => counts.failed))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

async function work() {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { workspace, test, bundle } = next
    const name = `${workspace.path}/${test}`
    const { counts, output, seconds } = await runTest(workspace.path, bundle)
    results.push({ name, counts, seconds })
    if (counts.failed > 0) console.log(`${name} failed:\n${output}`)
    workspace.passed += counts.passed
    workspace.failed += counts.failed
    workspace.left -= 1
    if (workspace.left === 0) console.log(`${workspace.path}: ${workspace.passed} passed, ${workspace.failed} failed`)
  }
}

function isWanted(name) {
  return wanted.length === 0 || wanted.some((path) => name.startsWith(path))
}

function workspacesWithTests() {
  const nested = ['packages', 'apps', 'tooling'].flatMap((parent) =>
    readdirSync(`${root}${parent}`).map((name) => `${parent}/${name}`)
  )
  return [...nested, 'conformance']
    .filter((path) => existsSync(`${root}${path}/package.json`))
    .filter((path) => JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8')).scripts?.test)
}

function runTest(workspace, bundle) {
  return new Promise((resolve) => {
    const started = performance.now()
    const child = spawn(process.execPath, ['--enable-source-maps', bundle], {
      cwd: `${root}${workspace}`,
      env: { ...process.env, TAP: '1', TAP_TIMEOUT: String(TIMEOUT_SECONDS) },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_SECONDS * 1000)
    // What a test leaves running keeps its pipes open, and is not waited for.
    child.once('exit', () => setTimeout(closePipes, LAST_WORDS_MS, child).unref())
    child.once('close', (exitCode) => {
      clearTimeout(timer)
      const counts = countTests(output)
      // A test that dies without counting a failure, or that tests nothing, has failed all the same.
      if (counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)) counts.failed = 1
      resolve({ counts, output, seconds: (performance.now() - started) / 1000 })
    })
  })
}

function closePipes({ stdout, stderr }) {
  for (const pipe of [stdout, stderr]) pipe.destroy()
}

/** tap closes with `# { total: 9, pass: 8, fail: 1 }` at the start of a line; inner ones are indented. */
function countTests(output) {
  const summary = [...output.matchAll(/^# \{ (.*) \}$/gm)].at(-1)?.[1] ?? ''
  const count = (name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail') + count('todo') + count('skip') }
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}
