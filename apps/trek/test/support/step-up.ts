import type { Page } from 'playwright-core'
import { answerConsent } from './chromium.ts'
import type { CallTool } from './plan-a-trip.ts'
import type { Account } from './trek.ts'

/** What both SDKs' clients, transports and providers have in common. */
interface SteppingUp {
  client: { callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown> }
  provider: { authorizationUrl: URL }
  /** Hands the answer of the consent page to the client's transport. */
  finish: (answer: URL) => Promise<void>
  page: Page
  account: Account
}

/** Calls tools as a host does whose person is there: when more is needed they are asked, and the call is made again. */
export function askingThePerson({ client, provider, finish, page, account }: SteppingUp): CallTool {
  return async (name, args) => {
    const call = () => client.callTool({ name, arguments: args })
    try {
      return await call()
    } catch (error) {
      if ((error as Error).message !== 'Unauthorized') throw error
      await finish(await answerConsent(page, provider.authorizationUrl, account))
      return call()
    }
  }
}
