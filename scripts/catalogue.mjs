import { readFileSync, writeFileSync } from 'node:fs'
import { root } from './workspace.mjs'

// Writes docs/catalogue.md from what the built catalogue holds and docs/catalogue.json, which says what it does differently
// from the planner that its names come from, and why. With `--check`, fails when the page is out of date. That the reasons
// are all there, and only those, is for packages/mcp-tools/test/catalogue.test.ts.
const target = `${root}docs/catalogue.md`
const reasons = JSON.parse(readFileSync(`${root}docs/catalogue.json`, 'utf8'))
const { plannerTools, plannerResources, plannerPrompts } = await import('../packages/mcp-tools/dist/index.js')
const groups = [...new Set(plannerTools.map(({ group }) => group))]

const page = `# The catalogue, and what it does differently

The tools, resources and prompts that TREK offers to assistants carry the names, arguments and scopes of the trip planner whose
users come here with their prompts and habits. This page lists them, with every difference and its reason. Written by
\`npm run docs:catalogue\` from the catalogue and \`docs/catalogue.json\`; a test compares both with what an endpoint lists.

What goes for all: results follow an output schema, a refusal says how to repair the call and ends in its code, ids that are not
of the trip are refused as if there were none, and a tool that is neither read-only nor idempotent takes an \`idempotency_key\`.

${groups.map((group) => `## ${group ?? 'always there'}\n\n${table('tool', ofGroup(group), reasons.tools)}`).join('\n\n')}

## Resources

${table('resource', plannerResources.map(asResource), reasons.resources)}

## Prompts

${table('prompt', plannerPrompts, reasons.prompts)}
`

if (!process.argv.includes('--check')) writeFileSync(target, page)
else if (readFileSync(target, 'utf8') !== page) {
  console.error('docs/catalogue.md is out of date: run "npm run docs:catalogue"')
  process.exitCode = 1
}

function ofGroup(group) {
  return plannerTools.filter((tool) => tool.group === group)
}

function asResource({ uri, scopes, addon }) {
  return { name: uri, scopes, addon }
}

function table(kind, things, reasonsOf) {
  const rows = things.map(({ name, scopes, addon }) => {
    const needs = scopes.map((scope) => `\`${scope}\``).join(' ')
    return `| \`${name}\` | ${needs} | ${addon ?? ''} | ${(reasonsOf[name] ?? []).map(describe).join('<br>')} |`
  })
  const head = `| ${kind} | scopes | addon | what is different: why |\n| --- | --- | --- | --- |`
  return `${head}\n${rows.join('\n')}`
}

function describe({ differences, behaviour, why }) {
  return `${behaviour ?? differences.join(', ')}: ${why}`.replaceAll('|', '\\|')
}
