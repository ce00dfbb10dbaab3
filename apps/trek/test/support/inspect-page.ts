import axe from 'axe-core'
import type { Browser, Frame, Page } from 'playwright-core'
import type { Test } from 'tap'

/** The narrowest phone we care for, and a desk. */
export const VIEWPORTS = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 800 }
}

/** The others see the same in the dark. */
const RULES_ABOUT_COLOUR = ['color-contrast', 'link-in-text-block']

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
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  t.same(await findFaults(page), [], 'accessible in light colours')
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  t.same(await findFaults(page, RULES_ABOUT_COLOUR), [], 'accessible in dark colours')
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  t.equal(overflow, 0, 'nothing to scroll sideways')
  t.same(complaints, [], 'nothing in the console')
}

/** What axe finds fault with, as it looks now; by all of its rules, unless some are named. */
export async function findFaults(page: Page | Frame, rules?: string[]): Promise<string[]> {
  // Evaluated, not added as an element: the page's own policy rightly refuses foreign scripts.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source)
  const options: axe.RunOptions = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: typeof axe }).axe.run(given),
    options
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}
