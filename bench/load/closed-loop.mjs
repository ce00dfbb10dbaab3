import { percentile } from '../measure/statistics.mjs'
import { createAnswerReader } from './answer.mjs'
import { openConnection } from './connection.mjs'

/**
 * A number of clients, each with a connection of its own, each sending its next request when the last one is answered.
 *
 * @param {import('../subjects/worker.mjs').Target} target
 * @param {number} connections
 */
export function createClosedLoop(target, connections) {
  const { path, expects, refreshTokens, bearerTokens } = target
  const readAnswer = createAnswerReader(expects)
  const clients = Array.from({ length: connections }, (_, index) => ({
    connection: openConnection(target.origin),
    headers: bearerTokens ? { ...target.headers, authorization: `Bearer ${bearerTokens[index]}` } : target.headers,
    refreshToken: refreshTokens?.[index]
  }))

  /** @returns {Promise<number>} How long the answer took, in milliseconds. */
  async function ask(client) {
    const body = refreshTokens ? target.body + encodeURIComponent(client.refreshToken) : target.body
    const sentAt = performance.now()
    const answer = await client.connection.post({ path, headers: client.headers, body })
    const took = performance.now() - sentAt
    const content = readAnswer(answer)
    if (refreshTokens) {
      if (content.refresh_token === client.refreshToken) throw new Error('the refresh token was not rotated')
      client.refreshToken = content.refresh_token
    }
    return took
  }

  return {
    /**
     * Whether every client is answered as it should be, before anything is measured.
     *
     * @throws {Error} when one is not.
     */
    async check() {
      for (const client of clients) await ask(client)
      return clients.length
    },
    /**
     * @param {number} seconds
     * @returns {Promise<import('../measure/topic.mjs').Round>} Every request is in it whole, so it takes a little longer.
     */
    async run(seconds) {
      const latencies = []
      const startedAt = performance.now()
      const endsAt = startedAt + seconds * 1000
      const failed = new AbortController()
      async function runClient(client) {
        while (!failed.signal.aborted && performance.now() < endsAt) latencies.push(await ask(client))
      }
      await Promise.all(
        clients.map((client) =>
          runClient(client).catch((error) => {
            failed.abort()
            throw error
          })
        )
      )
      const took = performance.now() - startedAt
      latencies.sort((a, b) => a - b)
      return {
        requests: latencies.length,
        seconds: took / 1000,
        p50: percentile(latencies, 0.5),
        p99: percentile(latencies, 0.99)
      }
    }
  }
}
