import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { launchBrowser } from '../support/chromium.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startEmbeddedTrek } from '../support/trek.ts'

t.test('the journey works on the embedded database as well', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'trek-data-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  const trek = await startEmbeddedTrek(t, dataDir)
  const account = await trek.account('anna')
  const page = await (await launchBrowser(t)).newPage()
  const assistant = await connectAssistant(trek, 'Claude', { page, account })
  t.teardown(() => assistant.close())

  await page.goto(`${trek.url}/trips`)
  await planATrip(t, (name, args) => assistant.callTool({ name, arguments: args }))
  await page.getByRole('link', { name: 'Lisbon' }).waitFor()

  await trek.expireAccessTokens()
  await planATrip(t, (name, args) => assistant.callTool({ name, arguments: args }))
})
