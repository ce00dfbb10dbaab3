import type { ClientCapabilities } from '@modelcontextprotocol/server'

/** What of the needed capabilities a client does not have; absent: nothing. */
export function lackingCapabilities(
  needs: ClientCapabilities | undefined,
  client: ClientCapabilities
): ClientCapabilities | undefined {
  if (!needs) return undefined
  const lacking = Object.entries(needs).filter(([name, need]) => !has(client[name as keyof ClientCapabilities], need))
  return lacking.length === 0 ? undefined : Object.fromEntries(lacking)
}

function has(offered: unknown, need: unknown): boolean {
  if (offered === undefined) return false
  if (typeof need !== 'object' || need === null) return true
  const parts = typeof offered === 'object' && offered !== null ? offered : {}
  return Object.keys(need).every((part) => part in parts)
}
