import { approveAccess, signUp } from '../account.ts'
import { freePort } from '../free-port.ts'
import { registerClient } from '../register-client.ts'
import type { Trek } from '../trek.ts'
import type { Suite } from './suite.ts'

/**
 * The scenarios for an authorization server. They run in one go, because the code grant reads the metadata that the
 * scenario before it found.
 */
export function authorization({ url }: Trek): Suite {
  return {
    name: 'authorization',
    leastScenarios: 2,
    async run(official) {
      const port = await freePort()
      const account = await signUp(url)
      // Without a secret: the suite uses none when the metadata offers "none".
      const clientId = await registerClient(url, `http://127.0.0.1:${port}/callback`)

      const args = ['--url', url, '--client-id', clientId, '-p', String(port), '--resource', `${url}/mcp`]
      const run = await official.start(['authorization', ...args])
      for await (const line of run.lines) if (isAuthorizationRequest(line)) await approveAccess(line, account)
      return run.results()
    }
  }
}

/** What the suite prints for a person to open. */
function isAuthorizationRequest(line: string): boolean {
  return URL.canParse(line) && new URL(line).searchParams.has('response_type')
}
