import type { LightMyRequestResponse } from 'fastify'
import type { TestApp } from './app.ts'
import { readConsentForm, type TestBrowser } from './browser.ts'
import { postToken, register } from './client.ts'
import { postForm } from './form.ts'

export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

export interface DeviceAuthorization {
  device_code: string
  user_code: string
  verification_uri: string
  verification_uri_complete: string
  expires_in: number
  interval: number
}

/** A client on a machine without a browser. */
export const registerDevice = (test: TestApp, metadata: Record<string, unknown> = {}) =>
  register(test, {
    client_name: 'Headless',
    redirect_uris: [],
    grant_types: [DEVICE_CODE, 'refresh_token'],
    ...metadata
  })

export const askForCode = (test: TestApp, form: Record<string, string> | string, headers?: Record<string, string>) =>
  postForm(test, '/oauth/device_authorization', form, headers)

/** A device that has asked, and how it polls. */
export async function device(test: TestApp, form: Record<string, string> = {}, metadata?: Record<string, unknown>) {
  const { client_id: clientId } = await registerDevice(test, metadata)
  const reply = await askForCode(test, { client_id: clientId, scope: 'notes:read notes:write', ...form })
  if (reply.statusCode !== 200) throw new Error(`no device code: ${reply.body}`)
  const codes = reply.json<DeviceAuthorization>()
  return {
    clientId,
    codes,
    poll: (changes: Record<string, string> = {}) =>
      postToken(test, { grant_type: DEVICE_CODE, device_code: codes.device_code, client_id: clientId, ...changes })
  }
}

export async function signIn(browser: TestBrowser, user = 'anna'): Promise<TestBrowser> {
  await browser.get(`/login?as=${user}&return_to=/`)
  return browser
}

/** Sends what the form on a page would, with other values for some of its fields. */
export function submit(
  browser: TestBrowser,
  page: LightMyRequestResponse,
  fields: [string, string][] = []
): Promise<LightMyRequestResponse> {
  const { action, fields: hidden } = readConsentForm(page.body)
  const replaced = new Set(fields.map(([name]) => name))
  return browser.post(action, [...hidden.filter(([name]) => !replaced.has(name)), ...fields])
}

/** Types a user code on the verification page. */
export async function enterCode(browser: TestBrowser, userCode: string): Promise<LightMyRequestResponse> {
  return submit(browser, await browser.get('/oauth/device'), [['user_code', userCode]])
}

/** Decides what the page asks that follows the code. */
export function decideDevice(
  browser: TestBrowser,
  page: LightMyRequestResponse,
  decision: 'approve' | 'deny' = 'approve',
  scopes: string[] = readConsentForm(page.body).scopes
): Promise<LightMyRequestResponse> {
  return submit(browser, page, [...scopes.map((scope): [string, string] => ['scope', scope]), ['decision', decision]])
}
