import t from 'tap'
import { guidesFor } from '../../../../../src/pages/settings/mcp/connect/guides.ts'

const guides = guidesFor({
  mcp: 'https://trek.example/mcp',
  token: 'https://trek.example/oauth/token',
  issuer: 'https://trek.example'
})

t.test('every app is told the address of this instance', async (t) => {
  for (const { app, steps } of guides) {
    t.ok(
      steps.some(({ paste }) => paste?.text.includes('https://trek.example/mcp')),
      app
    )
  }
})

t.test('what goes into a file of JSON is JSON', async (t) => {
  const files = guides.flatMap(({ steps }) =>
    steps.flatMap(({ paste }) => (paste?.label.endsWith('.json') ? [paste] : []))
  )
  t.same(
    files.map(({ label }) => label),
    ['mcp.json', 'mcp_config.json', 'settings.json']
  )
  for (const { label, text } of files) t.match(JSON.stringify(JSON.parse(text)), 'trek', label)
})
