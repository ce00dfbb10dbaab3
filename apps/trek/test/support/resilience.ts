import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Test } from 'tap'
import { launchBrowser } from './chromium.ts'
import { databaseOnACable, type DatabaseCable } from './database-cable.ts'
import { type Account, type RunningTrek, startTrek } from './trek.ts'

/** A client of some SDK that its owner has just connected. */
export interface Connected {
  provider: { browsersOpened: number; tokens(): unknown; clientInformation(): unknown }
  listTrips(): Promise<unknown>
  close(): Promise<void>
  /** Another process with the same credentials. */
  fork(): Promise<Connected>
}

export type Connect = (trek: RunningTrek, page: Page, account: Account) => Promise<Connected>

const outages: [name: string, begin: (cable: DatabaseCable) => void][] = [
  ['is gone', (cable) => cable.pull()],
  ['does not answer', (cable) => cable.stall()]
]

/** AS-66: several processes of one client share its credentials and refresh without asking each other. */
export function testStorm(t: Test, sdk: string, connect: Connect): void {
  t.test(`AS-66: ten processes of ${sdk} refresh at once, and all go on with the same tokens`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const page = await (await launchBrowser(t)).newPage()
    const first = await connect(trek, page, account)
    const processes = [first, ...(await Promise.all(Array.from({ length: 9 }, () => first.fork())))]
    t.teardown(async () => {
      await Promise.all(processes.map(({ close }) => close()))
    })
    // The SDKs also ask for a stream of their own as they connect; one still on its way would refresh once more.
    await setTimeout(1000)
    const before = first.provider.tokens()
    for (const round of [1, 2]) {
      await trek.expireAccessTokens()
      await Promise.all(processes.map(({ listTrips }) => listTrips()))
      const tokens = processes.map(({ provider }) => provider.tokens())
      t.notSame(tokens[0], before)
      t.ok(
        tokens.every((one) => JSON.stringify(one) === JSON.stringify(tokens[0])),
        `round ${round}`
      )
    }
    t.equal(
      processes.reduce((sum, { provider }) => sum + provider.browsersOpened, 0),
      1,
      'one browser in all'
    )
  })
}

/** AS-57: trouble of ours costs a client an answer, never its login. */
export function testOutages(t: Test, sdk: string, connect: Connect): void {
  for (const [outage, begin] of outages) {
    t.test(`AS-57: while the database ${outage}, ${sdk} keeps its login and opens no browser`, async (t) => {
      const cable = await databaseOnACable(t)
      const trek = await startTrek(t, { DATABASE_URL: cable.url })
      const account = await trek.account('anna')
      const page = await (await launchBrowser(t)).newPage()
      const { provider, listTrips, close } = await connect(trek, page, account)
      t.teardown(close)
      await listTrips()
      const known = { tokens: provider.tokens(), client: provider.clientInformation() }

      begin(cable)
      await t.rejects(listTrips(), 'with a live access token')
      t.same({ tokens: provider.tokens(), client: provider.clientInformation() }, known)
      cable.plugIn()
      await trek.recovered()
      await listTrips()

      await trek.expireAccessTokens()
      trek.onceRequested('/oauth/token', () => begin(cable))
      await t.rejects(listTrips(), 'in the middle of a refresh')
      t.same({ tokens: provider.tokens(), client: provider.clientInformation() }, known)
      cable.plugIn()
      await trek.recovered()
      await listTrips()
      t.equal(provider.browsersOpened, 1, 'the one it was connected with')
    })
  }
}
