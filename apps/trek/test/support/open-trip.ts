import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { launchBrowser } from './chromium.ts'
import { planFullTrip, type Use } from './full-trip.ts'
import { watchedPage, type VIEWPORTS } from './inspect-page.ts'
import { mcpByHand } from './mcp-by-hand.ts'
import { startTrek } from './trek.ts'

export const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

/** anna, signed in at the browser, and a trip of hers with one of everything. */
export async function openTrip(t: Test, viewport: keyof typeof VIEWPORTS) {
  const trek = await startTrek(t, ADMIN)
  const { account, browser } = await trek.signedIn('anna')
  const { raw_token: token } = (await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })).body
  const client = mcpByHand(t, token)
  const use: Use = async <Answer>(name: string, args: Record<string, unknown>) => {
    const { body } = await client.call(trek.url, name, args)
    if (!body.result || body.result.isError) throw new Error(JSON.stringify(body))
    return body.result.structuredContent as Answer
  }
  const ids = await planFullTrip(use)
  const watched = await watchedPage(await launchBrowser(t), viewport)
  const [name = '', value = ''] = browser.cookie.split('=')
  await watched.page.context().addCookies([{ name, value, url: trek.url }])
  const path = `/trips/${ids.tripId}`
  return { trek, account, browser, use, ids, watched, page: watched.page, path, url: trek.url + path }
}

/** A section of the page. */
export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
