import t from 'tap'
import { launchBrowser } from '../../support/chromium.ts'
import { inspectPage } from '../../support/inspect-page.ts'
import { copyable, openMcpSettings } from '../../support/mcp-settings.ts'
import { startTrek } from '../../support/trek.ts'

const trek = await startTrek(t)
const browser = await launchBrowser(t)

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`a client from each preset, at a ${viewport}`, async (t) => {
    const settings = { viewport, name: `presets-${viewport}`, tab: 'OAuth Clients' } as const
    const { watched, page, api } = await openMcpSettings(trek, browser, settings)
    await page.getByText('No clients yet').waitFor()
    const { presets } = (await api.call('GET', '/api/oauth/presets')).body
    for (const preset of presets) {
      await page.getByRole('button', { name: 'New Client' }).click()
      await page.getByRole('button', { name: preset.name }).click()
      t.equal(await page.getByLabel('Redirect URIs').inputValue(), preset.redirect_uris.join('\n'))
      if (preset === presets[0]) await inspectPage(t, watched)
      await page.getByRole('button', { name: 'Register Client' }).click()
      await page.getByRole('heading', { name: `${preset.name} is registered` }).waitFor()
      const secret = preset.public ? undefined : await copyable(page, 'Client secret')
      if (preset.public) await page.getByText('This client has no secret').waitFor()
      else t.match(secret, /^trekcs_/)
      const { args } = JSON.parse(await copyable(page, 'For the settings file of a desktop app')).mcpServers.trek
      t.equal(args[2], trek.mcpUrl.href)
      t.same(JSON.parse(args[4]), {
        client_id: await copyable(page, 'Client ID'),
        ...(secret !== undefined && { client_secret: secret })
      })
      if (preset === presets[0]) await inspectPage(t, watched)
      await page.getByRole('button', { name: 'Done' }).click()
      await page.getByRole('region', { name: preset.name }).waitFor()
    }
    const { clients } = (await api.call('GET', '/api/oauth/clients')).body
    t.match(
      clients.map(({ name, redirect_uris, scopes, public: isPublic }: Record<string, unknown>) => ({
        name,
        redirect_uris,
        scopes,
        public: isPublic
      })),
      presets.toReversed().map(({ id: _id, ...preset }: { id: string }) => preset)
    )
    await inspectPage(t, watched)
  })
}
