import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t from 'tap'
import { launchBrowser } from '../../support/chromium.ts'
import { inspectPage } from '../../support/inspect-page.ts'
import { copyable, hasFocus, openMcpSettings, tabTo } from '../../support/mcp-settings.ts'
import { postToken } from '../../support/oauth-by-hand.ts'
import { startTrek } from '../../support/trek.ts'

const trek = await startTrek(t)
const browser = await launchBrowser(t)

t.test('a machine client, from the form through the curl lines it shows to its end', async (t) => {
  const settings = { viewport: 'phone', name: 'machinist', tab: 'OAuth Clients' } as const
  const { watched, page } = await openMcpSettings(trek, browser, settings)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('No clients yet').waitFor()
  await inspectPage(t, watched)
  await page.getByRole('button', { name: 'New Client' }).click()
  await page.getByLabel('Name').fill('Nightly job')
  t.ok(await page.getByLabel('Redirect URIs').isVisible())
  await page.getByLabel('Machine client (no browser login)').check()
  t.equal(await page.getByLabel('Redirect URIs').count(), 0, 'no browser, nothing to redirect')
  await page.getByRole('button', { name: 'Register Client' }).click()
  await page.getByText('Choose at least one').waitFor()
  await inspectPage(t, watched)
  await page.getByRole('button', { name: 'Read-only' }).click()
  await page.getByRole('button', { name: 'Register Client' }).click()

  const secret = await copyable(page, 'Client secret')
  await page.getByRole('button', { name: 'Copy' }).first().click()
  await page.getByText('Copied').waitFor()
  t.equal(await page.evaluate('navigator.clipboard.readText()'), secret)
  const lines = await copyable(page, 'A token, and what can be done with it')
  const { stdout } = await promisify(execFile)('sh', ['-c', lines])
  const tools = JSON.parse(stdout).result.tools.map(({ name }: { name: string }) => name)
  t.ok(tools.includes('list_trips') && !tools.includes('create_trip'), 'it reads, and does not write')
  await inspectPage(t, watched)

  const form = {
    grant_type: 'client_credentials',
    client_id: await copyable(page, 'Client ID'),
    client_secret: secret
  }
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByLabel('Name').fill('Weekly job')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByRole('region', { name: 'Weekly job' }).waitFor()

  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByRole('button', { name: 'Enable' }).waitFor()
  t.equal((await postToken(trek.url, form)).status, 401)
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByRole('button', { name: 'Disable' }).waitFor()
  t.equal((await postToken(trek.url, form)).status, 200)

  await page.getByRole('button', { name: 'Rotate secret' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click()
  await page.getByRole('heading', { name: 'The new secret of Weekly job' }).waitFor()
  const renewed = { ...form, client_secret: await copyable(page, 'Client secret') }
  t.equal((await postToken(trek.url, form)).status, 401)
  t.equal((await postToken(trek.url, renewed)).status, 200)
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('button', { name: 'Delete' }).click()
  await inspectPage(t, watched)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No clients yet').waitFor()
  t.equal((await postToken(trek.url, renewed)).status, 401)
})

t.test('a machine client that signs: it is given a public key, and shows how to use the private one', async (t) => {
  const settings = { viewport: 'phone', name: 'signer', tab: 'OAuth Clients' } as const
  const { watched, page } = await openMcpSettings(trek, browser, settings)
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  await page.getByRole('button', { name: 'New Client' }).click()
  await page.getByLabel('Name').fill('Nightly export')
  await page.getByLabel('Machine client (no browser login)').check()
  await page.getByLabel('Signing key instead of a secret').check()
  await page.getByRole('button', { name: 'Read-only' }).click()
  const register = page.getByRole('button', { name: 'Register Client' })
  const refusals = [
    ['no key', 'This is neither a key nor the https address of one'],
    [JSON.stringify(await exportJWK(privateKey)), 'This has a private key: send public keys only']
  ] as const
  for (const [pasted, problem] of refusals) {
    await page.getByLabel('Public key').fill(pasted)
    await register.click()
    await page.getByText(problem).waitFor()
  }
  await inspectPage(t, watched)
  await page.getByLabel('Public key').fill(JSON.stringify(await exportJWK(publicKey)))
  await register.click()
  await page.getByText('it signs with the private key').waitFor()
  t.equal(await page.getByRole('group', { name: 'Client secret' }).count(), 0)
  await inspectPage(t, watched)

  const clientId = await copyable(page, 'Client ID')
  const assertion = await new SignJWT({ jti: 'first' })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(await copyable(page, 'Audience of what it signs'))
    .setExpirationTime('1m')
    .sign(privateKey)
  const lines = await page.getByRole('tabpanel', { name: 'curl' }).locator('code').innerText()
  const env = { ...process.env, ASSERTION: assertion }
  const { stdout } = await promisify(execFile)('sh', ['-c', lines], { env })
  t.ok(JSON.parse(stdout).result.tools.some(({ name }: { name: string }) => name === 'list_trips'))
  await page.getByRole('button', { name: 'Done' }).click()
  const card = page.getByRole('region', { name: 'Nightly export' })
  await card.getByText('A key of its own').waitFor()
  t.equal(await card.getByRole('button', { name: 'Rotate secret' }).count(), 0)

  await page.getByRole('button', { name: 'New Client' }).click()
  await page.getByLabel('Name').fill('Weekly export')
  await page.getByLabel('Machine client (no browser login)').check()
  await page.getByLabel('Signing key instead of a secret').check()
  await page.getByLabel('Public key').fill('https://keys.example/jwks.json')
  await page.getByRole('button', { name: 'Read-only' }).click()
  await register.click()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('region', { name: 'Weekly export' }).getByText('https://keys.example/jwks.json').waitFor()
  await inspectPage(t, watched)
})

t.test('a client is made with the keyboard alone, and the focus comes back', async (t) => {
  const settings = { viewport: 'desk', name: 'keys', tab: 'OAuth Clients' } as const
  const { page, api } = await openMcpSettings(trek, browser, settings)
  const opener = page.getByRole('button', { name: 'New Client' })
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Zed' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByLabel('Name'))
  await page.keyboard.type(' at home')
  await tabTo(page, page.getByLabel('Delete trips'))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Register Client' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'is registered' }).waitFor()
  await tabTo(page, page.getByRole('tab', { name: 'mcpServers' }))
  await page.keyboard.press('ArrowRight')
  await page.getByText('To try it in a terminal').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  t.ok(await hasFocus(page, opener))
  const [client] = (await api.call('GET', '/api/oauth/clients')).body.clients
  t.match(client.name, /at home/)
  t.ok(client.scopes.includes('trips:delete'))
})
