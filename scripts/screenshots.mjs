import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './workspace.mjs'
import { freePort } from '../apps/trek/test/support/free-port.ts'
import { launchBrowser, signIn } from '../apps/trek/test/support/chromium.ts'
import { registerByHand } from '../apps/trek/test/support/oauth-by-hand.ts'
import { planFamilyTrip } from './screenshots/family-trip.mjs'
import { withPalette } from './screenshots/palette.mjs'

// `npm run screenshots`: every page as it looks on a phone and at a desk, by day and by night, into docs/screenshots;
// `npm run screenshots -- trip consent`: only these. A page more is a line more in PAGES.

/** `path` may need what is there; `prepare` is done on the page before it is shot; `guest`: nobody is signed in. */
const PAGES = [
  { name: 'login', path: () => '/login', guest: true },
  { name: 'register', path: () => '/register', guest: true },
  { name: 'trips', path: () => '/trips' },
  { name: 'trip', path: ({ tripId }) => `/trips/${tripId}` },
  { name: 'consent', path: ({ authorizationPath }) => authorizationPath },
  { name: 'device', path: () => '/oauth/device' },
  { name: 'shared-trip', path: ({ sharedTrip }) => `/shared/${sharedTrip}`, guest: true },
  { name: 'shared-journey', path: ({ sharedJourney }) => `/shared/journeys/${sharedJourney}`, guest: true },
  { name: 'shared-nothing', path: () => '/shared/taken-back', guest: true },
  { name: 'settings-profile', path: () => '/settings/profile' },
  { name: 'settings-clients', path: () => '/settings/integrations/mcp?tab=clients' },
  { name: 'settings-new-client', path: () => '/settings/integrations/mcp?tab=clients', prepare: openClientForm },
  { name: 'settings-apps', path: () => '/settings/integrations/mcp?tab=apps' },
  { name: 'settings-tokens', path: () => '/settings/integrations/mcp?tab=tokens' },
  { name: 'settings-connect', path: () => '/settings/integrations/mcp?tab=connect' },
  { name: 'admin-mcp-access', path: () => '/admin/mcp-access' },
  { name: 'admin-addons', path: () => '/admin/addons' },
  { name: 'admin-audit-log', path: () => '/admin/audit-log' },
  { name: 'admin-connection-check', path: () => '/admin/connection-check', prepare: runConnectionCheck },
  { name: 'not-found', path: () => '/nothing-here' }
]

const WIDTHS = { 390: 844, 1280: 800 }
const COLOURS = ['light', 'dark']
const ADMIN = { email: 'nora@example.org', password: 'correct horse battery' }
const target = join(root, 'docs/screenshots')

const directory = mkdtempSync(join(tmpdir(), 'trek-screenshots-'))
const teardowns = [() => rmSync(directory, { recursive: true, force: true })]
const teardown = (callback) => void teardowns.push(callback)
try {
  const url = await startTrek()
  const there = await planFamilyTrip(url, ADMIN)
  const client = await registerByHand({ url, mcpUrl: new URL(`${url}/mcp`) }, 'Claude')
  const { pathname, search } = client.authorizationUrl({ scope: 'trips:read trips:write places:write budget:read' })
  const browser = await launchBrowser({ teardown })
  for (const [width, height] of Object.entries(WIDTHS))
    for (const colorScheme of COLOURS)
      await shootAll(browser, url, { ...there, authorizationPath: pathname + search }, { width, height, colorScheme })
} finally {
  for (const callback of teardowns.toReversed()) await callback()
}
console.log(`${readdirSync(target).length} files in docs/screenshots`)

async function startTrek() {
  const { readConfig } = await import('../apps/trek/dist/config.js')
  const { openDatabase } = await import('../apps/trek/dist/database/database.js')
  const { buildHost } = await import('../apps/trek/dist/host.js')
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: join(directory, 'data'),
    LOG_LEVEL: 'silent',
    OUTBOUND: 'off',
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password
  })
  const database = await openDatabase(config)
  await database.migrate()
  const { app } = await buildHost(config, database)
  await app.listen({ host: config.host, port: config.port })
  teardown(() => app.close())
  return config.appUrl
}

async function shootAll(browser, url, there, { width, height, colorScheme }) {
  const newPage = async () => {
    const viewport = { width: Number(width), height }
    const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', reducedMotion: 'reduce' })
    return context.newPage()
  }
  const guests = await newPage()
  const hers = await newPage()
  await hers.goto(`${url}/login`)
  await signIn(hers, ADMIN)
  await hers.getByRole('heading', { name: 'Trips' }).waitFor()
  for (const { name, path, guest, prepare } of PAGES.filter(isWanted)) {
    const page = guest ? guests : hers
    await page.goto(url + path(there), { waitUntil: 'load' })
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    await page.getByText('Loading …').first().waitFor({ state: 'detached' })
    await prepare?.(page)
    // What names the rights is loaded after what has them.
    await page.waitForTimeout(500)
    const file = `${name}-${width}-${colorScheme}.png`
    writeFileSync(join(target, file), withPalette(await page.screenshot({ scale: 'css' })))
    console.log(file)
  }
  await guests.context().close()
  await hers.context().close()
}

function isWanted({ name }) {
  const names = process.argv.slice(2)
  return names.length === 0 || names.includes(name)
}

async function openClientForm(page) {
  await page.getByRole('button', { name: 'New Client' }).click()
  await page.getByLabel('Name').fill('Nightly export')
  await page.getByLabel('Machine client').check()
  await page.getByLabel('Signing key').check()
}

async function runConnectionCheck(page) {
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByText('It works').waitFor()
}
