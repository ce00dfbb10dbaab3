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
     * @returns {Promise<{ status: number, text: string }>}
     */
    post({ path, headers, body }) {
      return new Promise((resolve, reject) => {
        let status = 0
        let text = ''
        client.dispatch(
          { method: 'POST', path, headers, body },
          {
            onRequestStart() {},
            onResponseStart(_controller, statusCode) {
              status = statusCode
            },
            onResponseData(_controller, chunk) {
              text += chunk.toString('utf8')
            },
            onResponseEnd() {
              resolve({ status, text })
            },
            onResponseError(_controller, error) {
              reject(error)
            }
          }
        )
      })
    }
  }
}
