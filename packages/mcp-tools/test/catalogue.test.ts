import { readFile } from 'node:fs/promises'
import t from 'tap'
import { expandScopes, plannerTools, trekScopes } from '../src/index.ts'

interface Catalogue {
  scopes: { name: string; group: string; implies: string[] }[]
  tools: {
    name: string
    addon?: string
    access: 'always' | { anyOf: string[] }
    annotations: { readOnly: boolean; destructive: boolean }
    arguments: Record<string, { required: boolean }>
  }[]
}

const catalogue = JSON.parse(await readFile(new URL('fixtures/catalogue.json', import.meta.url), 'utf8')) as Catalogue

/** What is not there yet, or is different on purpose, and why. */
const missing: Record<string, string> = {}
/** What the catalogue does not have. */
const ours: Record<string, string> = {
  connection_status: 'tells the person why something is refused, and what to do',
  list_activity: 'shows the person what the assistant changed',
  undo_activity: 'takes back what it should not have changed'
}
const missingArguments: Record<string, string> = {}
const otherHints: Record<string, string> = {
  update_trip: 'fewer dates remove days with what is on them',
  update_transport: 'endpoints and metadata are replaced as a whole',
  update_budget_item: 'people and payers are replaced as a whole',
  set_budget_item_members: 'the split is replaced as a whole',
  set_bag_members: 'who packs the bag is replaced as a whole',
  set_packing_category_assignees: 'who looks after the category is replaced as a whole',
  set_todo_category_assignees: 'who looks after the category is replaced as a whole',
  update_vacay_plan: 'holidays that are switched on take vacation off their dates',
  decline_vacay_invite: 'the invitation is gone',
  cancel_vacay_invite: 'the invitation is gone',
  toggle_company_holiday: 'everybody’s vacation on that day goes',
  add_holiday_calendar: 'vacation on its dates goes'
}

t.test('the scopes are the catalogue’s', async (t) => {
  const offered = Object.entries(trekScopes).map(([name, { group, implies }]) => ({ name, group, implies }))
  t.same(offered, catalogue.scopes)
})

t.test('the tools are the catalogue’s, or there is a reason', async (t) => {
  const expected = catalogue.tools
    .map(({ name }) => name)
    .filter((name) => !missing[name])
    .concat(Object.keys(ours))
  t.same(plannerTools.map(({ name }) => name).toSorted(), expected.toSorted())
})

for (const { name, addon, access, annotations, arguments: expected } of catalogue.tools.filter(
  (tool) => !missing[tool.name]
)) {
  t.test(`${name} takes, needs and claims what the catalogue says`, async (t) => {
    const tool = plannerTools.find((one) => one.name === name)
    const required = new Set<string>(tool?.input.required)
    for (const [argument, { required: isRequired }] of Object.entries(expected)) {
      if (missingArguments[`${name}.${argument}`]) continue
      t.ok(argument in (tool?.input.properties ?? {}), `takes ${argument}`)
      t.equal(required.has(argument), isRequired, `${argument} is ${isRequired ? 'required' : 'optional'}`)
    }
    const opens = (scope: string) => tool?.scopes.every((needed) => expandScopes([scope]).has(needed))
    const openers = catalogue.scopes.map((scope) => scope.name).filter(opens)
    t.equal(tool?.addon?.split('.')[0], addon, 'addon, or a part of it with a switch of its own')
    t.same(openers, access === 'always' ? catalogue.scopes.map((scope) => scope.name) : access.anyOf, 'scopes')
    t.equal(tool?.annotations.readOnlyHint, annotations.readOnly)
    if (!otherHints[name]) t.equal(tool?.annotations.destructiveHint, annotations.destructive)
  })
}
