import { pathToFileURL } from 'node:url'
import t, { type Test } from 'tap'
import { inlineScript } from '../../src/views/inline-script.ts'

function inline(t: Test, modules: Record<string, string>): string {
  const files = Object.entries(modules).map(([name, source]) => [`${name}.js`, `${source}\n`])
  return inlineScript('page', pathToFileURL(`${t.testdir(Object.fromEntries(files))}/`))
}

t.test('modules become one script, each once and before what uses it', async (t) => {
  const script = inline(t, {
    page: "import { a } from './a.js';\nimport { b, c } from './b.js';\nvoid a(b, c);",
    a: "import { b } from './b.js';\nexport async function a() { return b; }",
    b: 'export const b = 1;\nexport class c {}'
  })
  t.equal(script, 'const b = 1;\nclass c {}\nasync function a() { return b; }\nvoid a(b, c);\n')
})

const refused = [
  { name: 'two modules with the same name in them', a: 'export function page() {}', error: { name: 'SyntaxError' } },
  { name: 'what would end the script', a: "export const a = '</SCRIPT>';", error: { name: 'TypeError' } },
  { name: 'an export that stays one', a: 'export default 7;', error: { name: 'TypeError' } },
  { name: 'an import from elsewhere', a: "import { x } from 'elsewhere';", error: { name: 'TypeError' } }
]

for (const { name, a, error } of refused) {
  t.test(`refuses ${name}`, async (t) => {
    t.throws(() => inline(t, { page: "import { a } from './a.js';\nfunction page() {}", a }), error)
  })
}

t.test('refuses a module that is not compiled', async (t) => {
  t.throws(() => inline(t, { page: "import { a } from './a.js';" }), { code: 'ENOENT' })
})
