import { Client } from 'undici'

/**
 * One keep-alive connection that has one request in flight. Uses undici's lowest interface: what the load costs, the
 * subject on the same machine does not get.
 *
 * @param {string} origin
 */
export function openConnection(origin) {
  const client = new Client(origin, { pipelining: 1 })
  return {
    /**
     * @param {{ path: string, headers: Record<string, string>, body: string }} request
     * @returns {Promise<{ status: number, isStream: boolean, text: string }>} `isStream`: the text is server-sent events.
     */
    post({ path, headers, body }) {
      return new Promise((resolve, reject) => {
        let status = 0
        let isStream = false
        const chunks = []
        client.dispatch(
          { method: 'POST', path, headers, body },
          {
            onRequestStart() {},
            onResponseStart(_controller, statusCode, responseHeaders) {
              status = statusCode
              isStream = String(responseHeaders['content-type']).startsWith('text/event-stream')
            },
            onResponseData(_controller, chunk) {
              chunks.push(chunk)
            },
            onResponseEnd() {
              resolve({ status, isStream, text: Buffer.concat(chunks).toString('utf8') })
            },
            onResponseError(_controller, error) {
              reject(error)
            }
          }
        )
      })
    },
    isOpen: () => client.stats.connected,
    close: () => client.close()
  }
}
