import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { trekScopes } from '../src/index.ts'
import { explained, findDifferences, readCatalogue, readReasons } from './support/differences.ts'
import { findOffered, type Kind } from './support/offered.ts'
import { testTools } from './support/planner.ts'

const KINDS: Kind[] = ['tools', 'resources', 'prompts']
const test = await testTools(t)
const [catalogue, reasons] = [await readCatalogue(), await readReasons()]
const offered = await findOffered(test)

t.test('the scopes are the catalogue’s', async (t) => {
  const offers = Object.entries(trekScopes).map(([name, { group, implies }]) => ({ name, group, implies }))
  t.same(offers, catalogue.scopes)
})

t.test('the catalogue is whole', async (t) => {
  t.same(
    KINDS.map((kind) => catalogue[kind].length),
    [169, 30, 4]
  )
})

for (const kind of KINDS)
  t.test(`the ${kind} listed are the catalogue’s, and every difference has a reason`, async (t) => {
    const found = findDifferences(catalogue[kind], offered[kind])
    t.same(found.toSorted(), explained(reasons[kind]).toSorted())
  })

t.test('prompts of a static token are there for it', async (t) => {
  const { result } = await test.ask('prompts/list', {}, { scopes: [], kind: 'static' })
  t.match(result, { prompts: [{ name: 'token_auth_notice' }] }, 'whatever its scopes')
})

t.test('what a tool does differently is shown by a test', async (t) => {
  const tests = await readTests()
  const names = new Set(offered.tools.keys())
  for (const [name, some] of Object.entries(reasons.tools)) {
    t.ok(names.has(name), `${name} is a tool`)
    for (const reason of some) {
      t.ok(reason.why.length > 0, `${name} says why`)
      if ('behaviour' in reason) t.ok(tests.includes(`'${reason.shownBy}'`), `${name}: ${reason.shownBy}`)
    }
  }
})

async function readTests(): Promise<string> {
  const folders = ['./', '../../planner/test/', '../../outside-data/test/'].map(
    (path) => new URL(path, import.meta.url)
  )
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts'))
      return Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')))
    })
  )
  return texts.flat().join('\n')
}
