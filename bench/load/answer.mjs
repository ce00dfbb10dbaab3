/** What an answer must carry besides status 200. */
const checks = {
  row: (body) => body.rows === 1,
  access_token: isTokenAnswer,
  refresh_token: (body) => isTokenAnswer(body) && isText(body.refresh_token)
}

/**
 * @param {{ status: number, text: string }} answer
 * @param {import('../subjects/worker.mjs').Target['expects']} expects
 * @returns {any} The body.
 * @throws {Error} when it is anything but the success that was asked for.
 */
export function readAnswer({ status, text }, expects) {
  const body = status === 200 ? parse(text) : undefined
  if (!body || !checks[expects](body))
    throw new Error(`expected 200 with ${expects}, got ${status}: ${text.slice(0, 300)}`)
  return body
}

function isTokenAnswer(body) {
  return isText(body.access_token) && body.token_type === 'Bearer' && body.expires_in > 0
}

function isText(value) {
  return typeof value === 'string' && value.length > 0
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
