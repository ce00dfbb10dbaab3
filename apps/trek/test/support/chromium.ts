import { type Browser, chromium as playwright, type Page } from 'playwright-core'
import { unpackChromium } from './chromium-package.ts'
import type { Teardown } from './trek.ts'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run'
]

/**
 * A real browser: the one inside the npm package, or the one `CHROMIUM_PATH` names. It gets none of the arguments that
 * package proposes: they put all contexts in one process, which mixes their cookies up, and switch web security off.
 */
export async function launchBrowser(t: Teardown): Promise<Browser> {
  const browser = await launch()
  t.teardown(() => browser.close())
  return browser
}

async function launch(): Promise<Browser> {
  const { CHROMIUM_PATH: installed } = process.env
  if (installed) return playwright.launch({ args: ARGUMENTS, executablePath: installed })
  const { executablePath, bareMachine } = await unpackChromium()
  try {
    return await playwright.launch({ args: ARGUMENTS, executablePath })
  } catch (error) {
    if (!String(error).includes('shared libraries')) throw error
    return playwright.launch({ args: ARGUMENTS, executablePath, env: { ...process.env, ...bareMachine } })
  }
}

/** Signs in on the login page, as a person does. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Approves what the consent page shows. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve' }).click()
}

/**
 * Opens an authorization URL, signs in when asked, answers the consent page, and says where the browser was sent. By then
 * it is there, or has given up, so that it can be sent elsewhere.
 */
export async function answerConsent(
  page: Page,
  authorizationUrl: URL,
  account: { email: string; password: string },
  decision: 'Approve' | 'Deny' = 'Approve'
): Promise<URL> {
  await page.goto(authorizationUrl.href)
  if (new URL(page.url()).pathname === '/login') await signIn(page, account)
  const left = page.waitForEvent('framenavigated', (frame) => new URL(frame.url()).origin !== authorizationUrl.origin)
  const arrived = waitForClient(page, authorizationUrl)
  await page.getByRole('button', { name: decision }).click()
  await left
  return arrived
}

/** Where the browser is sent with the answer; nobody needs to listen there. */
export async function waitForClient(page: Page, authorizationUrl: URL): Promise<URL> {
  const redirectUri = authorizationUrl.searchParams.get('redirect_uri') ?? ''
  return new URL((await page.waitForRequest((request) => request.url().startsWith(redirectUri))).url())
}
