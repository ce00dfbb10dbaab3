import { check } from './problem.ts'

const SIMPLE_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i

/** What a browser asks before a page may send a request, with nothing of the request in it (Fetch, CORS preflight). */
export async function checkPreflight(
  fetch: typeof globalThis.fetch,
  url: string,
  { method, headers, pageOrigin }: { method: string; headers: Record<string, string>; pageOrigin: string }
): Promise<void> {
  const asked = Object.entries(headers)
    .filter(([name, value]) => !isSimple(name.toLowerCase(), value))
    .map(([name]) => name.toLowerCase())
    .toSorted()
  if (asked.length === 0) return
  const reply = await fetch(url, {
    method: 'OPTIONS',
    redirect: 'manual',
    headers: {
      origin: pageOrigin,
      'access-control-request-method': method,
      'access-control-request-headers': asked.join(',')
    }
  })
  await reply.text()
  check(reply.ok, `the preflight of ${url} is answered with ${reply.status}`)
  checkReadable(reply, url, pageOrigin)
  const allowed = listed(reply, 'access-control-allow-headers')
  const refused = asked.find((name) => !allowed.includes(name) && (name === 'authorization' || !allowed.includes('*')))
  check(refused === undefined, `the preflight of ${url} does not allow the header ${refused}`)
  const methods = listed(reply, 'access-control-allow-methods')
  check(
    method === 'GET' || method === 'POST' || methods.includes(method.toLowerCase()),
    `the preflight of ${url} does not allow ${method}`
  )
}

/** Whether the page gets to see the answer. */
export function checkReadable(reply: Response, url: string, pageOrigin: string): void {
  const origin = reply.headers.get('access-control-allow-origin')
  check(
    origin === '*' || origin === pageOrigin,
    `${url} may not be read by a page: Access-Control-Allow-Origin is ${origin}`
  )
}

/** Whether the page gets to see a header of the answer. */
export function checkExposed(headers: Headers, name: string, url: string): void {
  const exposed = listed({ headers }, 'access-control-expose-headers')
  check(exposed.includes(name) || exposed.includes('*'), `${url} does not expose the header ${name} to pages`)
}

function isSimple(name: string, value: string): boolean {
  return name === 'accept' || (name === 'content-type' && SIMPLE_TYPES.test(value))
}

function listed({ headers }: { headers: Headers }, name: string): string[] {
  return (headers.get(name) ?? '').split(',').map((item) => item.trim().toLowerCase())
}
