import type { AuthorizationRequest } from './authorization-request.ts'
import { readConsentForm } from './consent-form.ts'
import type { ServerMetadata } from './metadata.ts'
import { type Arrival, FakeBrowser } from './fake-browser.ts'
import { checkNotStored } from './http-client.ts'
import { check } from './problem.ts'
import type { Target } from './target.ts'

/** Lets the person sign in and approve everything, and reads the code out of the answer. */
export async function authorize(
  { target, metadata }: { target: Target; metadata: ServerMetadata },
  request: AuthorizationRequest
): Promise<string> {
  const browser = new FakeBrowser(new URL(metadata.authorization_endpoint).origin, target.fetch)
  let arrival = await browser.open(request.url)
  if (arrival.sentAwayTo === undefined && !readConsentForm(arrival.html))
    arrival = await signIn(target, browser, arrival)
  // A person who has approved this client before may not be asked again.
  if (arrival.sentAwayTo === undefined) arrival = await approve(browser, arrival)
  check(arrival.sentAwayTo !== undefined, `the approval leads to a page (${arrival.status}): ${textOf(arrival.html)}`)
  checkNotStored({ url: arrival.url.pathname, status: arrival.status, headers: arrival.headers, text: '' })
  return readCode(arrival.sentAwayTo, request, metadata)
}

async function signIn(target: Target, browser: FakeBrowser, arrival: Arrival): Promise<Arrival> {
  check(arrival.status === 200, `the authorization endpoint answers with ${arrival.status}: ${textOf(arrival.html)}`)
  const goOn = (await target.signIn(browser, arrival.url)) ?? arrival.sentFrom
  check(goOn, 'nothing says where the browser goes on after signing in')
  return browser.open(goOn, { isCrossSite: false })
}

async function approve(browser: FakeBrowser, page: Arrival): Promise<Arrival> {
  const form = readConsentForm(page.html)
  check(form, `there is no consent form (${page.status}): ${textOf(page.html)}`)
  checkNotStored({ url: page.url.pathname, status: page.status, headers: page.headers, text: '' })
  const policy = page.headers.get('content-security-policy') ?? ''
  check(!policy.includes('form-action'), 'form-action of the consent page keeps browsers from going on to the client')
  const opener = page.headers.get('cross-origin-opener-policy') ?? 'unsafe-none'
  check(opener !== 'same-origin', 'Cross-Origin-Opener-Policy cuts the consent page off from the client that opened it')
  return browser.submit(page, form)
}

/** The code of an answer that is this request's, from this issuer, to the letter. */
function readCode(location: string, { redirectUri, state }: AuthorizationRequest, metadata: ServerMetadata): string {
  check(location.startsWith(redirectUri), `the answer goes to ${location.split('?')[0]} instead of ${redirectUri}`)
  const rest = location.slice(redirectUri.length)
  check(rest.startsWith(redirectUri.includes('?') ? '&' : '?'), `the answer is no query of ${redirectUri}`)
  const parameters = new URLSearchParams(rest.slice(1))
  const error = parameters.get('error')
  check(error === null, `the answer is ${error}: ${parameters.get('error_description')}`)
  const once = (name: string) => {
    const values = parameters.getAll(name)
    check(values.length === 1, `the answer has ${name} ${values.length} times`)
    return values[0] ?? ''
  }
  check(once('state') === state, 'the answer has another state')
  if (metadata.authorization_response_iss_parameter_supported === true || parameters.has('iss')) {
    check(once('iss') === metadata.issuer, `the answer is from ${parameters.get('iss')}`)
  }
  return once('code')
}

function textOf(html: string): string {
  const text = html.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]+>/g, ' ')
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}
