import type { ApiBrowser } from './api-browser.ts'
import { postToken } from './oauth-by-hand.ts'
import type { RunningTrek } from './trek.ts'

/** A machine client its owner has just made in the settings. */
export async function machineClient(browser: ApiBrowser, changes: Record<string, unknown> = {}) {
  const { status, body } = await browser.call('POST', '/api/oauth/clients', {
    name: 'Job',
    scopes: ['trips:read'],
    machine: true,
    ...changes
  })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return { clientId: body.client.id as string, clientSecret: body.client_secret as string }
}

/** The same with a token, and whether that still works: the status of a `ping`. */
export async function machineToken(
  trek: Pick<RunningTrek, 'url' | 'mcpUrl'>,
  browser: ApiBrowser,
  changes: Record<string, unknown> = {}
) {
  const { clientId, clientSecret } = await machineClient(browser, changes)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const { body } = await postToken(trek.url, form)
  return { clientId, clientSecret, token: String(body.access_token), ping: () => ping(trek, body.access_token) }
}

/** The status of the emptiest MCP request there is, with a bearer token. */
export async function ping({ mcpUrl }: Pick<RunningTrek, 'mcpUrl'>, token: unknown): Promise<number> {
  const reply = await fetch(mcpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  })
  await reply.text()
  return reply.status
}
