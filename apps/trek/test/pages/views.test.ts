import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { LATEST_PROTOCOL_VERSION, RESOURCE_MIME_TYPE } from '@modelcontextprotocol/ext-apps/app-bridge'
import t, { type Test } from 'tap'
import { type Showing, type ShownView, showView } from '../support/apps-host.ts'
import { launchBrowser } from '../support/chromium.ts'
import { findFaults, watchedPage, type VIEWPORTS } from '../support/inspect-page.ts'
import { startTrek } from '../support/trek.ts'

const HOSTILE = '<img src=x onerror="document.title=\'stolen\'"></main><script>alert(1)</script>'
const RIGHT_TO_LEFT = 'رحلة \u202E evil'

/** A client whose person, anna, sees views, and a trip of hers to look at. */
async function plannedTrip(t: Test, { days }: { days: number }) {
  const trek = await startTrek(t)
  await trek.account('berta')
  const { browser } = await trek.signedIn('anna')
  const { raw_token: token } = (await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Viewer' })).body
  const extensions = { 'io.modelcontextprotocol/ui': { mimeTypes: [RESOURCE_MIME_TYPE] } }
  const client = new Client(
    { name: 'viewer', version: '1' },
    { capabilities: { extensions }, versionNegotiation: { mode: 'auto' } }
  )
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await client.connect(new StreamableHTTPClientTransport(trek.mcpUrl, { requestInit }))
  t.teardown(() => client.close())

  const use = async <Answer>(name: string, given: Record<string, unknown>) => {
    const { structuredContent, isError, content } = await client.callTool({ name, arguments: given })
    if (isError) throw new Error(JSON.stringify(content))
    return structuredContent as Answer
  }
  const end_date = `2027-05-${String(days).padStart(2, '0')}`
  const { trip } = await use<{ trip: { id: number } }>('create_trip', {
    title: 'Lisbon and the coast',
    description: 'Slow mornings.\nTrains, no car.',
    start_date: '2027-05-01',
    end_date
  })
  const tripId = trip.id
  await use('add_trip_member', { tripId, identifier: 'berta' })
  return { client, use, tripId }
}

type Planned = Awaited<ReturnType<typeof plannedTrip>>

/** Two visits and a note on the first day. */
async function planFirstDay({ use, tripId }: Planned) {
  const { days } = await use<{ days: { id: number }[] }>('get_trip_summary', { tripId })
  const dayId = days[0]?.id
  const visit = async (place: object, given: object) => {
    const made = await use<{ place: { id: number } }>('create_place', { tripId, ...place })
    const placeId = made.place.id
    const { assignment } = await use<{ assignment: { id: number } }>('assign_place_to_day', {
      tripId,
      dayId,
      placeId,
      ...given
    })
    return assignment.id
  }
  const tower = await visit(
    { name: 'Torre de Belém', address: 'Avenida Brasília, Lisbon' },
    { notes: 'Tickets are in the wallet' }
  )
  await use('update_assignment_time', { tripId, assignmentId: tower, place_time: '09:30', end_time: '11:00' })
  await visit({ name: HOSTILE }, { notes: RIGHT_TO_LEFT })
  await use('create_day_note', {
    tripId,
    dayId,
    text: 'Pastéis before ten, or there is a queue',
    time: 'Breakfast',
    icon: '🥐'
  })
}

async function spend({ use, tripId }: Planned) {
  const { owner, members } = await use<{ owner: { id: number }; members: { id: number }[] }>('list_trip_members', {
    tripId
  })
  const pay = (payer: number | undefined, name: string, category: string, amount: number) =>
    use('create_budget_item', {
      tripId,
      name,
      category,
      total_price: amount,
      payers: [{ user_id: payer, amount }]
    })
  await pay(owner.id, 'Flat', 'Accommodation', 480)
  await pay(owner.id, 'Train', 'Transport', 61.5)
  await pay(members[0]?.id, 'Dinner', HOSTILE, 38.9)
  await use('create_settlement', {
    tripId,
    from_user_id: members[0]?.id,
    to_user_id: owner.id,
    amount: 100
  })
}

async function shownAt(t: Test, viewport: keyof typeof VIEWPORTS, client: Client, showing: Showing) {
  const watched = await watchedPage(await launchBrowser(t), viewport)
  return { ...watched, view: await showView(watched.page, client, showing) }
}

/** Whether a view looks as it should in the colours of its host, whatever the browser prefers. */
async function inspectView(t: Test, { page, complaints, view }: Awaited<ReturnType<typeof shownAt>>) {
  const { frame, bridge } = view
  const grounds = []
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme === 'light' ? 'dark' : 'light' })
    bridge.setHostContext({ theme, locale: 'en-GB' })
    await frame.locator(`:root[data-theme=${theme}]`).waitFor()
    t.same(await findFaults(frame), [], `accessible in ${theme} colours`)
    grounds.push(await frame.evaluate('getComputedStyle(document.body).backgroundColor'))
  }
  t.same(grounds, ['rgb(242, 246, 245)', 'rgb(17, 24, 23)'])
  const overflow = await frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  t.equal(overflow, 0, 'nothing to scroll sideways')
  t.equal(
    await frame.evaluate('Math.ceil(document.body.getBoundingClientRect().height)'),
    view.height(),
    'all of it in sight'
  )
  t.same(complaints, [], 'nothing in the console')
}

async function staysText(t: Test, { frame }: ShownView) {
  t.ok(await frame.getByText(HOSTILE, { exact: true }).first().isVisible(), 'shown as it was written')
  t.equal(await frame.locator('img').count(), 0)
  t.equal(await frame.locator('script').count(), 1, 'the view’s own')
  t.notMatch(await frame.title(), 'stolen')
}

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`MCP-59: an itinerary at a ${viewport}`, async (t) => {
    const planned = await plannedTrip(t, { days: 12 })
    await planFirstDay(planned)
    await spend(planned)
    const { client, tripId } = planned
    const showing = {
      tool: 'get_trip_summary',
      arguments: { tripId },
      context: { theme: 'light', locale: 'en-GB' }
    } as const
    const shown = await shownAt(t, viewport, client, showing)
    const { frame } = shown.view
    await frame.getByRole('heading', { level: 1, name: 'Lisbon and the coast' }).waitFor()
    t.match(
      await frame.locator('header').innerText(),
      /1\s?–\s?12 May 2027 · 12 days\n+anna, berta\n+Slow mornings\.\nTrains, no car\./
    )

    const days = frame.locator('details')
    t.equal(await days.count(), 12)
    const first = days.first()
    t.match(
      await first.innerText(),
      /Day 1 · Sat,? 1 May\s+2 visits, 1 note\s+09:30 – 11:00\s+Torre de Belém\s+Avenida Brasília, Lisbon/
    )
    t.match(await first.innerText(), /Tickets are in the wallet/)
    t.match(await first.innerText(), /🥐\s?Breakfast Pastéis before ten/)
    await staysText(t, shown.view)

    t.equal(await frame.locator('details[open]').count(), 2, 'long trips fold')
    await frame.getByRole('heading', { name: /Day 3/ }).click()
    t.equal(await frame.locator('details[open]').count(), 3)
    const button = frame.getByRole('button', { name: 'Open all days' })
    await button.focus()
    await shown.page.keyboard.press('Enter')
    t.equal(await frame.locator('details[open]').count(), 12)
    await frame.getByRole('button', { name: 'Fold all days' }).click()
    t.equal(await frame.locator('details[open]').count(), 0)
    await first.locator('summary').focus()
    await shown.page.keyboard.press('Space')
    t.ok(await frame.getByText('Torre de Belém').isVisible())

    const costs = frame.locator('section', { has: frame.getByRole('heading', { name: 'Costs' }) })
    t.match(await costs.innerText(), /€580\.40 in all\s+Accommodation\s+€480\.00\s+Transport\s+€61\.50/)
    await inspectView(t, shown)
  })

  t.test(`MCP-59: a budget at a ${viewport}`, async (t) => {
    const planned = await plannedTrip(t, { days: 3 })
    await spend(planned)
    const { client, tripId } = planned
    const showing = {
      tool: 'get_settlement_summary',
      arguments: { tripId },
      context: { theme: 'light', locale: 'en-GB' }
    } as const
    const shown = await shownAt(t, viewport, client, showing)
    const { frame } = shown.view
    await frame.getByRole('heading', { level: 1, name: 'Who owes whom' }).waitFor()
    const part = (name: string) =>
      frame.locator('section', { has: frame.getByRole('heading', { name, exact: true }) }).innerText()
    // 580.40 shared by two; anna paid 541.50, berta 38.90 and then 100 to anna.
    t.match(await part('Balances'), /anna\s+is owed €151\.30/)
    t.match(await part('Balances'), /berta\s+owes €151\.30/)
    t.match(await part('To settle up'), /berta pays anna\s+€151\.30/)
    t.match(await part('Paid so far'), /berta paid anna\s+€100\.00/)

    await frame.getByRole('button', { name: 'Show costs by category' }).click()
    await frame.getByText('€580.40 in all').waitFor()
    t.match(await part('Costs'), /Accommodation\s+€480\.00\s+Transport\s+€61\.50/)
    const widths = await frame.evaluate(
      '[...document.querySelectorAll(".bar > span")].map((bar) => bar.style.inlineSize)'
    )
    t.same(widths, ['100%', '13%', '8%'], 'as long as their part of the largest')
    await staysText(t, shown.view)
    await inspectView(t, shown)
  })
}

t.test('MCP-59: host and view speak the extension’s own protocol', async (t) => {
  const { client, tripId } = await plannedTrip(t, { days: 1 })
  const showing = { tool: 'get_trip_summary', arguments: { tripId }, context: {} }
  const { view } = await shownAt(t, 'phone', client, showing)
  await view.frame.getByRole('heading', { level: 1 }).waitFor()
  const methods = view.said.flatMap((message) => ('method' in message ? [message.method] : []))
  t.same(methods.slice(0, 2), ['ui/initialize', 'ui/notifications/initialized'])
  t.match(
    view.said.slice(0, 2),
    [
      { params: { protocolVersion: LATEST_PROTOCOL_VERSION } },
      { result: { protocolVersion: LATEST_PROTOCOL_VERSION } }
    ],
    'in its newest revision'
  )
  t.match(view.bridge.getAppVersion(), { name: 'TREK itinerary' })
  t.ok(view.height() > 100, 'the view says how high it is')
  await view.bridge.sendToolCancelled({ reason: 'user action' })
  await view.frame.getByText('There is nothing to show: the call was cancelled.').waitFor()
  t.same(await view.bridge.teardownResource({}), {}, 'and lets itself be taken away')
  await t.rejects(view.bridge.listTools({}), { code: -32_601 }, 'it has no tools of its own')
})

for (const setsPolicy of [true, false]) {
  t.test(
    `MCP-59: a view reaches nothing, whatever runs in it, at a host that sets ${setsPolicy ? 'its' : 'no'} policy`,
    async (t) => {
      const { client, tripId } = await plannedTrip(t, { days: 1 })
      const showing = { tool: 'get_trip_summary', arguments: { tripId }, context: {}, setsPolicy }
      const { page, view } = await shownAt(t, 'phone', client, showing)
      const asked: string[] = []
      await page.route('https://elsewhere.example/**', (route) => {
        asked.push(route.request().url())
        return route.fulfill({ body: '' })
      })
      const outcome = await view.frame.evaluate(`(async () => {
    const loaded = (name) => new Promise((resolve) => {
      const made = document.createElement(name)
      made.onload = () => resolve('loaded')
      made.onerror = () => resolve('refused')
      made.src = 'https://elsewhere.example/x'
      document.body.append(made)
    })
    const fetched = await fetch('https://elsewhere.example/').then(() => 'loaded', () => 'refused')
    return [fetched, await loaded('img'), await loaded('script')]
  })()`)
      t.same(outcome, ['refused', 'refused', 'refused'])
      t.same(asked, [])
    }
  )
}

t.test('MCP-59: what a view cannot show it says in words', async (t) => {
  const { client, tripId } = await plannedTrip(t, { days: 1 })
  const text = (words: string) => [{ type: 'text' as const, text: words }]
  const cases = [
    {
      result: { content: text('{}'), structuredContent: { weather: 'fine' } },
      words: /a shape that this page does not know/
    },
    { result: { content: text('{}') }, words: /a shape that this page does not know/ },
    { result: { content: text('Trip not found [trip_not_found]'), isError: true }, words: /failed\.\s+Trip not found/ },
    {
      result: { content: [], structuredContent: { trip: { id: 1, title: 'Rome' } } },
      words: /Rome\s+This connection may not read the days/
    },
    {
      result: { content: [], structuredContent: { trip: { title: 'Rome' }, days: [] } },
      words: /No dates yet · 0 days\s+The trip has no days yet/
    }
  ]
  const browser = await launchBrowser(t)
  for (const { result, words } of cases) {
    const { page } = await watchedPage(browser, 'phone')
    const showing = { tool: 'get_trip_summary', arguments: { tripId }, context: {}, result }
    const { frame } = await showView(page, client, showing)
    await frame.getByText('Waiting').waitFor({ state: 'detached' })
    t.match(await frame.locator('main').innerText(), words)
  }
})

t.test('MCP-59: a host that lends no tools is not asked for one', async (t) => {
  const planned = await plannedTrip(t, { days: 1 })
  const { client, tripId } = planned
  const showing = { tool: 'get_settlement_summary', arguments: { tripId }, context: {}, lendsTools: false }
  const { view } = await shownAt(t, 'phone', client, showing)
  await view.frame.getByText('Nobody owes anybody anything.').waitFor()
  t.equal(await view.frame.getByRole('button').count(), 0)
})
