import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './workspace.mjs'

// Writes docs/requirements.md from docs/requirements.json (what is required) and the titles of the tests (which name the
// ids they are about). With `--check`, fails when the page is out of date, or when neither a test nor a note answers for
// a requirement.
const target = `${root}docs/requirements.md`
const ID = /\b(AS|RS|TS|MCP)-(\d+)(?:\.\.\1-(\d+))?/g

const requirements = JSON.parse(readFileSync(`${root}docs/requirements.json`, 'utf8'))
const filesOf = findTests()
const unanswered = requirements.filter(({ id, note }) => !filesOf.has(id) && note === undefined)

const sections = Map.groupBy
  ? Map.groupBy(requirements, ({ section }) => section)
  : requirements.reduce((map, one) => map.set(one.section, [...(map.get(one.section) ?? []), one]), new Map())
const known = new Set(requirements.map(({ id }) => id))
const others = [...filesOf].filter(([id]) => !known.has(id))

const page = `# Requirements and their tests

What the authorization server (AS), the guard of protected resources (RS), the token store (TS) and the MCP endpoint (MCP)
have to do, and what shows that they do. Written by \`npm run docs:requirements\` from \`docs/requirements.json\` and the
titles of the tests.

${[...sections].map(([section, members]) => `## ${section}\n\n${table(members)}`).join('\n\n')}

## MCP endpoint

| id | tests |
| --- | --- |
${others
  .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  .map(([id, files]) => `| ${id} | ${links(files)} |`)
  .join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(target, page)
else if (readFileSync(target, 'utf8') !== page)
  fail('docs/requirements.md is out of date: run "npm run docs:requirements"')
if (unanswered.length > 0) fail(`no test and no note answers for ${unanswered.map(({ id }) => id).join(', ')}`)

function fail(message) {
  console.error(message)
  process.exitCode = 1
}

function table(members) {
  const rows = members.map(({ id, level, requirement, note }) => {
    const files = filesOf.get(id)
    const status = files ? (note === undefined ? 'tested' : `tested; ${note}`) : (note ?? 'open')
    return `| ${id} | ${level} | ${requirement} | ${status} | ${files ? links(files) : ''} |`
  })
  return `| id | level | requirement | status | tests |\n| --- | --- | --- | --- | --- |\n${rows.join('\n')}`
}

function links(files) {
  return [...files].map((file) => `[${file.replace(/^.*\/test\//, '')}](../${file})`).join('<br>')
}

function findTests() {
  const patterns = ['packages/*/test/*.ts', 'apps/*/test/*.ts', 'tooling/*/test/*.ts']
  const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8'
  })
  const found = new Map()
  for (const file of listing.trim().split('\n').toSorted()) {
    for (const [, kind, first, last = first] of readFileSync(root + file, 'utf8').matchAll(ID)) {
      for (let number = Number(first); number <= Number(last); number++) {
        const id = `${kind}-${String(number).padStart(2, '0')}`
        found.set(id, (found.get(id) ?? new Set()).add(file))
      }
    }
  }
  return found
}
