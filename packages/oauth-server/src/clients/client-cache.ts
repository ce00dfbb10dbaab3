import type { Client, ClientStore } from '../store/index.ts'

const KEPT_MS = 5000
const CAPACITY = 1000

/**
 * Clients as they were a few seconds ago, for exchanges whose own statement makes sure that the client is still live:
 * programs come back again and again, and their client hardly ever changes.
 */
export interface ClientCache {
  find: (id: string) => Promise<Client | undefined>
  /** As it is now. */
  findFresh: (id: string) => Promise<Client | undefined>
}

export function createClientCache(clients: Pick<ClientStore, 'find'>): ClientCache {
  const known = new Map<string, { client: Client; until: number }>()

  async function findFresh(id: string): Promise<Client | undefined> {
    const client = await clients.find(id)
    known.delete(id)
    if (!client) return undefined
    known.set(id, { client, until: performance.now() + KEPT_MS })
    const [oldest] = known.keys()
    if (known.size > CAPACITY && oldest !== undefined) known.delete(oldest)
    return client
  }

  return {
    findFresh,
    async find(id) {
      const kept = known.get(id)
      return kept && kept.until > performance.now() ? kept.client : findFresh(id)
    }
  }
}
