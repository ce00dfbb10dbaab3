import axe from 'axe-core'
import type { Browser, Frame, Page } from 'playwright-core'
import type { Test } from 'tap'

/** The narrowest phone we care for, and a desk. */
export const VIEWPORTS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 800 }
}

export interface WatchedPage {
  page: Page
  /** What the console complained about: scripts that failed, and what the content security policy refused. */
  complaints: string[]
}

export async function watchedPage(browser: Browser, viewport: keyof typeof VIEWPORTS): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: VIEWPORTS[viewport], locale: 'en-GB' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused request is an answer like any other; the browser reports it as an error all the same.
    const isAnswer = message.text().startsWith('Failed to load resource: the server responded')
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text())
  })
  return { page, complaints }
}

/** Whether a page is fit to be shown: in light and dark, nothing to scroll sideways, nothing axe finds fault with. */
export async function inspectPage(t: Test, { page, complaints }: WatchedPage): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const faults = await findFaults(page)
    t.same(faults, [], `accessible in ${colorScheme} colours`)
  }
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  t.equal(overflow, 0, 'nothing to scroll sideways')
  t.same(complaints, [], 'nothing in the console')
}

/** What axe finds fault with, as it looks now. */
export async function findFaults(page: Page | Frame): Promise<string[]> {
  // Evaluated, not added as an element: the page's own policy rightly refuses foreign scripts.
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
