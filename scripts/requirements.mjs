import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './workspace.mjs'

// Writes docs/requirements.md from the ids that tests name in their titles; with `--check`, fails when it is out of date.
const target = `${root}docs/requirements.md`
const ID = /\b(AS|RS|TS|MCP)-(\d+)(?:\.\.\1-(\d+))?/g

const tests = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'packages/*/test/*.ts', 'apps/*/test/*.ts'],
  {
    cwd: root,
    encoding: 'utf8'
  }
)
const filesOf = new Map()
for (const file of tests.trim().split('\n').toSorted()) {
  for (const [, kind, first, last = first] of readFileSync(root + file, 'utf8').matchAll(ID)) {
    for (let number = Number(first); number <= Number(last); number++) {
      const id = `${kind}-${String(number).padStart(2, '0')}`
      filesOf.set(id, (filesOf.get(id) ?? new Set()).add(file))
    }
  }
}

const rows = [...filesOf]
  .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  .map(([id, files]) => `| ${id} | ${[...files].map((file) => `[${file}](../${file})`).join('<br>')} |`)
const page = `# Requirements and their tests

Which tests are about which requirement: AS of the authorization server, RS of the resource server, TS of the token store,
MCP of the MCP endpoint. Written by \`npm run docs:requirements\` from the titles of the tests.

| requirement | tests |
| --- | --- |
${rows.join('\n')}
`

if (!process.argv.includes('--check')) writeFileSync(target, page)
else if (readFileSync(target, 'utf8') !== page) {
  console.error('docs/requirements.md is out of date: run "npm run docs:requirements"')
  process.exitCode = 1
}
