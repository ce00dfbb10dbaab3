import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { root } from './workspace.mjs'

/** Runs the tests of every workspace that has some, one after the other, and adds up what their TAP says. */
let passed = 0
let failed = 0

for (const workspace of workspacesWithTests()) {
  const { counts, exitCode, output } = await runTests(workspace)
  passed += counts.passed
  failed += counts.failed
  // A runner that dies without counting a failure has failed all the same.
  if (exitCode !== 0 && counts.failed === 0) failed += 1
  console.log(`${workspace}: ${counts.passed} passed, ${counts.failed} failed`)
  if (exitCode !== 0) console.log(output)
}

console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0

function workspacesWithTests() {
  const nested = ['packages', 'apps', 'tooling'].flatMap((parent) =>
    readdirSync(`${root}${parent}`).map((name) => `${parent}/${name}`)
  )
  return [...nested, 'conformance']
    .filter((path) => existsSync(`${root}${path}/package.json`))
    .filter((path) => JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8')).scripts?.test)
}

function runTests(workspace) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['test', '--silent'], {
      cwd: `${root}${workspace}`,
      env: { ...process.env, TAP_REPORTER: 'tap', TAP_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('close', (exitCode) => resolve({ counts: countTests(output), exitCode, output }))
  })
}

/** tap closes with `# { total: 9, pass: 8, fail: 1 }` at the start of a line; inner ones are indented. */
function countTests(output) {
  const summary = [...output.matchAll(/^# \{ (.*) \}$/gm)].at(-1)?.[1] ?? ''
  const count = (name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail') + count('todo') + count('skip') }
}
