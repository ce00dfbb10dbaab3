import t from 'tap'
import { connectAssistant } from '../../support/assistant.ts'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { inspectPage, watchedPage } from '../../support/inspect-page.ts'
import { ping } from '../../support/machine-client.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

const trek = await startTrek(t, ADMIN)
const browser = await launchBrowser(t)

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`an administrator ends what others let in, at a ${viewport}`, async (t) => {
    const { account, browser: annas } = await trek.signedIn(`anna-${viewport}`)
    const annasContext = await browser.newContext()
    const consentPage = await annasContext.newPage()
    const assistant = await connectAssistant(trek, 'Claude Code', { page: consentPage, account })
    t.teardown(() => assistant.close())
    await assistant.listTools()
    const { body } = await annas.call('POST', '/api/auth/mcp-tokens', { name: 'Old script' })

    const watched = await watchedPage(browser, viewport)
    const { page } = watched
    await page.goto(`${trek.url}/trips`)
    await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
    await page.getByRole('link', { name: 'Admin', exact: true }).click()
    await page.getByLabel('Search connected apps').fill(`claude ${account.username}`)
    const session = page.getByRole('listitem', { name: `Claude Code of ${account.username}` })
    await session.getByText('last used').waitFor()
    await session.getByText('Registered itself').waitFor()
    await inspectPage(t, watched)

    await session.getByRole('button', { name: 'Revoke' }).click()
    await inspectPage(t, watched)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await assistant.listTools()
    await session.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await session.waitFor({ state: 'detached' })
    await t.rejects(assistant.listTools(), 'that client is refused')
    await page.getByText(/Nothing fits|Nothing is connected/).waitFor()

    const token = page.getByRole('listitem', { name: `Old script of ${account.username}` })
    await token.getByText('Full access').waitFor()
    const turn = async (name: string) => {
      const answered = page.waitForResponse((reply) => reply.request().method() === 'PUT')
      await page.getByRole('checkbox', { name }).click()
      await answered
    }
    const badge = token.getByText(`Switched off for ${account.username}`)
    for (const name of ['API tokens work on this instance', account.username]) {
      await turn(name)
      await page.getByRole('checkbox', { name, checked: false }).waitFor()
      t.equal(await badge.count(), name === account.username ? 1 : 0)
      t.equal(await ping(trek, body.raw_token), 401, `AS-135: off, ${name}`)
      await turn(name)
      await page.getByRole('checkbox', { name, checked: true }).waitFor()
      t.equal(await ping(trek, body.raw_token), 200)
    }
    await token.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await token.waitFor({ state: 'detached' })
    t.equal(await ping(trek, body.raw_token), 401)
    await inspectPage(t, watched)
  })
}

t.test('a long list comes in pages', async (t) => {
  const trek = await startTrek(t, ADMIN)
  for (const name of ['berta', 'carla', 'doris']) {
    const { browser: theirs } = await trek.signedIn(name)
    for (let i = 1; i <= 8; i++) await theirs.call('POST', '/api/auth/mcp-tokens', { name: `Script ${i}` })
  }
  const watched = await watchedPage(browser, 'desk')
  const { page } = watched
  await page.goto(`${trek.url}/admin/mcp-access`)
  await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  const tokens = page.getByRole('region', { name: 'API tokens' })
  await tokens.getByText('Page 1 of 2').waitFor()
  t.equal(await tokens.getByRole('button', { name: 'Revoke' }).count(), 20)
  await tokens.getByRole('button', { name: 'Next' }).click()
  await tokens.getByText('Page 2 of 2').waitFor()
  t.equal(await tokens.getByRole('button', { name: 'Revoke' }).count(), 4)
  await inspectPage(t, watched)
  await tokens.getByLabel('Search API tokens').fill('doris')
  await tokens.getByText('of berta').first().waitFor({ state: 'detached' })
  t.equal(await tokens.getByRole('button', { name: 'Revoke' }).count(), 8)
})
