import type { Browser, Locator, Page } from 'playwright-core'
import type { ApiBrowser } from './api-browser.ts'
import { type VIEWPORTS, type WatchedPage, watchedPage } from './inspect-page.ts'
import type { Account, RunningTrek } from './trek.ts'

export interface OpenSettings {
  watched: WatchedPage
  page: Page
  account: Account
  /** The same person's API. */
  api: ApiBrowser
}

type Tab = 'OAuth Clients' | 'Connected Apps' | 'API Tokens' | 'Connect'

/** Settings, Integrations, MCP, of a new account. */
export async function openMcpSettings(
  trek: RunningTrek,
  browser: Browser,
  { viewport, name, tab }: { viewport: keyof typeof VIEWPORTS; name: string; tab: Tab }
): Promise<OpenSettings> {
  const { account, browser: api } = await trek.signedIn(name)
  const watched = await watchedPage(browser, viewport)
  const { page } = watched
  const [cookie, value] = api.cookie.split('=')
  await page.context().addCookies([{ name: cookie ?? '', value: value ?? '', url: trek.url }])
  await page.goto(`${trek.url}/settings/integrations/mcp`)
  await page.getByRole('tab', { name: tab, exact: true }).click()
  return { watched, page, account, api }
}

/** What stands under a label, to be copied. */
export function copyable(page: Page, label: string): Promise<string> {
  return page.getByRole('group', { name: label, exact: true }).locator('code').innerText()
}

/** Goes on with the tabulator until something has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let steps = 0; steps < 100; steps++) {
    if (await hasFocus(page, target)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the tabulator does not get there')
}

export async function hasFocus(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) === 1
}
