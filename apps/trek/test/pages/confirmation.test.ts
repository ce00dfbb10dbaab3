import type { IncomingHttpHeaders } from 'node:http'
import { confirmationPages, createCallStore } from '@trek/mcp-tools/store'
import { createTestDatabase } from '@trek/test-postgres'
import Fastify from 'fastify'
import t from 'tap'
import { launchBrowser } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import type { Teardown } from '../support/trek.ts'

const MESSAGE = 'Delete the trip “Rome in spring”, with its 14 places and all notes?\nThis cannot be undone.'

/** The pages in an app whose login page signs in whom the query names, and a question to Alice. */
async function askAlice(t: Teardown) {
  const { db } = await createTestDatabase(t)
  const url = `http://127.0.0.1:${await freePort()}`
  const store = await createCallStore(db, { confirmUrl: `${url}/mcp/confirm` })
  const app = Fastify()
  const posts: IncomingHttpHeaders[] = []
  app.addHook('onRequest', async ({ method, headers }) => {
    if (method === 'POST') posts.push(headers)
  })
  app.get<{ Querystring: { as?: string; return_to: string } }>('/login', async ({ query }, reply) => {
    if (query.as === undefined) return reply.type('text/html').send('<!doctype html><title>Sign in</title>')
    return reply.header('set-cookie', `as=${query.as}; Path=/; HttpOnly; SameSite=Lax`).redirect(query.return_to, 303)
  })
  await app.register(confirmationPages, {
    store,
    identify: async ({ headers }) => {
      const subject = /as=([a-z]+)/.exec(headers.cookie ?? '')?.[1]
      return subject === undefined ? null : { subject, displayName: subject }
    },
    loginPath: '/login',
    branding: { name: 'TREK', accentColor: '#0f766e' }
  })
  await app.listen({ host: '127.0.0.1', port: Number(new URL(url).port) })
  t.teardown(async () => {
    await app.close()
    await store.close()
  })
  const { confirmations } = store
  if (!confirmations) throw new Error('there are no confirmations')
  const question = { subject: 'alice', clientName: 'Claude', message: MESSAGE }
  return { confirmations, posts, ...(await confirmations.create(question)) }
}

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`MCP-57: Alice confirms at a ${viewport}, and Bob finds nothing`, async (t) => {
    const { confirmations, id, url } = await askAlice(t)
    const browser = await launchBrowser(t)
    const bob = await watchedPage(browser, viewport)
    await bob.page.goto(url)
    await bob.page.goto(`${bob.page.url()}&as=bob`)
    await bob.page.getByRole('heading', { name: 'There is nothing to confirm here' }).waitFor()
    t.equal(await bob.page.getByRole('button').count(), 0, 'no buttons for Bob')
    await inspectPage(t, bob)

    const alice = await watchedPage(browser, viewport)
    await alice.page.goto(url)
    t.equal(await alice.page.title(), 'Sign in')
    await alice.page.goto(`${alice.page.url()}&as=alice`)
    t.equal(alice.page.url(), url, 'back from the login page')
    await alice.page.getByRole('heading', { name: 'Claude needs your confirmation' }).waitFor()
    t.equal(await alice.page.getByText('Delete the trip').innerText(), MESSAGE, 'to the letter, in its lines')
    await inspectPage(t, alice)
    t.equal(await confirmations.take(id, 'alice'), 'pending')
    await alice.page.getByRole('button', { name: 'Approve' }).click()
    await alice.page.getByRole('heading', { name: 'Approved' }).waitFor()
    await inspectPage(t, alice)
    t.equal(await confirmations.take(id, 'bob'), 'unknown')
    t.equal(await confirmations.take(id, 'alice'), 'approved')
  })
}

t.test('MCP-57: confirming needs no JavaScript, and two presses of a button are one', async (t) => {
  const { confirmations, id, url } = await askAlice(t)
  const context = await (await launchBrowser(t)).newContext({ javaScriptEnabled: false })
  await context.addCookies([{ name: 'as', value: 'alice', url }])
  const [page, copy] = [await context.newPage(), await context.newPage()]
  await page.goto(url)
  await copy.goto(url)
  await page.locator('button[value="deny"]').dblclick()
  await page.locator('h1', { hasText: 'Denied' }).waitFor()
  await copy.locator('button[value="approve"]').click()
  await copy.locator('h1', { hasText: 'Denied' }).waitFor()
  t.equal(await confirmations.take(id, 'alice'), 'denied')
})

t.test('MCP-57: a page of another site can neither press the buttons nor frame them', async (t) => {
  const { confirmations, posts, id, url } = await askAlice(t)
  const { page } = await watchedPage(await launchBrowser(t), 'desk')
  await page.context().addCookies([{ name: 'as', value: 'alice', url, sameSite: 'Lax' }])
  await page.goto(url)
  const token = await page.locator('input[name="form_token"]').getAttribute('value')
  // Another port of the same host: the cookie comes along, so only the page's own checks are in the way.
  const elsewhere = `http://127.0.0.1:${await freePort()}/`
  await page.route(elsewhere, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe src="${url}"></iframe><form method="post" action="${url}"><input name="form_token" value="${token}">
        <button name="decision" value="approve">Win a prize</button></form>`
    })
  )
  await page.goto(elsewhere)
  t.equal(await page.frameLocator('iframe').getByRole('button').count(), 0)
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: 'Win a prize' }).click()
  t.equal((await answered).status(), 403)
  t.match(posts, [{ cookie: 'as=alice', 'sec-fetch-site': 'same-site' }])
  t.equal(await confirmations.take(id, 'alice'), 'pending')
})
