import { openConnection } from './connection.mjs'
import { readAnswer } from './answer.mjs'

/**
 * A number of clients, each with a connection of its own, each sending its next request when the last one is answered.
 *
 * @param {import('../subjects/worker.mjs').Target} target
 * @param {number} connections
 */
export function createClosedLoop(target, connections) {
  const { expects, refreshTokens } = target
  const clients = Array.from({ length: connections }, (_, index) => ({
    connection: openConnection(target.origin),
    refreshToken: refreshTokens?.[index]
  }))

  async function runClient(client, isOver) {
    let requests = 0
    while (!isOver()) {
      const body = refreshTokens ? target.body + encodeURIComponent(client.refreshToken) : target.body
      const answer = readAnswer(
        await client.connection.post({ path: target.path, headers: target.headers, body }),
        expects
      )
      if (refreshTokens) {
        if (answer.refresh_token === client.refreshToken) throw new Error('the refresh token was not rotated')
        client.refreshToken = answer.refresh_token
      }
      requests += 1
    }
    return requests
  }

  return {
    /**
     * @param {number} seconds
     * @returns {Promise<{ requests: number, seconds: number }>} Every request is in it whole, so it takes a little longer.
     */
    async run(seconds) {
      const startedAt = performance.now()
      const endsAt = startedAt + seconds * 1000
      let hasFailed = false
      const counts = await Promise.all(
        clients.map((client) =>
          runClient(client, () => hasFailed || performance.now() >= endsAt).catch((error) => {
            hasFailed = true
            throw error
          })
        )
      )
      const requests = counts.reduce((sum, count) => sum + count, 0)
      return { requests, seconds: (performance.now() - startedAt) / 1000 }
    }
  }
}
