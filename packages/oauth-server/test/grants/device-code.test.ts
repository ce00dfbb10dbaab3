import * as oauth from 'oauth4webapi'
import t from 'tap'
import { ISSUER, RESOURCE, testApp, type TestApp } from '../support/app.ts'
import { postToken, register } from '../support/client.ts'
import { decideDevice, device, DEVICE_CODE, enterCode, registerDevice, signIn } from '../support/device.ts'

async function decided(test: TestApp, userCode: string, decision: 'approve' | 'deny' = 'approve') {
  const browser = await signIn(test.browser())
  await decideDevice(browser, await enterCode(browser, userCode), decision)
}

t.test('AS-122: a device polls until the person has approved, and gets tokens once', async (t) => {
  const test = await testApp(t)
  const { codes, clientId, poll } = await device(test)
  t.match(await poll(), { statusCode: 400, headers: { 'cache-control': 'no-store' }, payload: /authorization_pending/ })
  t.match((await poll()).json(), { error: 'slow_down' }, 'too soon')
  await decided(test, codes.user_code)
  const reply = await poll({ resource: RESOURCE })
  t.equal(reply.statusCode, 200)
  const { access_token: accessToken, refresh_token: refreshToken, ...rest } = reply.json()
  t.match(accessToken, /^ntoa_/)
  t.match(refreshToken, /^ntrf_/)
  t.same(rest, {
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'notes:read notes:write',
    refresh_token_expires_in: 2592000
  })
  t.match((await poll()).json(), { error: 'invalid_grant' }, 'once')
  const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken }
  t.equal((await postToken(test, refresh)).statusCode, 200)
  t.notMatch(test.logged(), codes.device_code, 'AS-139')
})

t.test('AS-122: however many polls come at once, one gets tokens', async (t) => {
  const test = await testApp(t)
  const { codes, poll } = await device(test)
  await decided(test, codes.user_code)
  const replies = await Promise.all(Array.from({ length: 10 }, () => poll()))
  t.equal(replies.filter(({ statusCode }) => statusCode === 200).length, 1)
  t.equal(replies.filter((reply) => reply.json().error === 'invalid_grant').length, 9)
})

t.test('AS-122: a client without the refresh grant gets no refresh token', async (t) => {
  const test = await testApp(t)
  const { codes, poll } = await device(test, {}, { grant_types: [DEVICE_CODE] })
  await decided(test, codes.user_code)
  t.equal((await poll()).json().refresh_token, undefined)
})

t.test('AS-122: denied and expired codes say so', async (t) => {
  const test = await testApp(t)
  const denied = await device(test)
  await decided(test, denied.codes.user_code, 'deny')
  t.match(await denied.poll(), { statusCode: 400, payload: /"access_denied"/ })
  const expired = await device(test)
  await test.sql`update oauth_device_codes set expires_at = now() - interval '1 second' where state = 'pending'`
  t.match(await expired.poll(), { statusCode: 400, payload: /"expired_token"/ })
})

t.test('AS-122: what is not this client’s code is no grant', async (t) => {
  const test = await testApp(t)
  const { codes, poll } = await device(test)
  await decided(test, codes.user_code)
  const { client_id: otherClient } = await registerDevice(test, { client_name: 'Another' })
  const { client_id: browserClient } = await register(test)
  const refused = [
    { name: 'no code', changes: { device_code: '' }, error: 'invalid_request' },
    { name: 'a malformed code', changes: { device_code: `${codes.device_code}x` }, error: 'invalid_grant' },
    { name: 'the user code', changes: { device_code: codes.user_code }, error: 'invalid_grant' },
    {
      name: 'an unknown code',
      changes: { device_code: 'ntdc_0000000000000000000000000000000000000000000000000' },
      error: 'invalid_grant'
    },
    { name: 'another client', changes: { client_id: otherClient }, error: 'invalid_grant' },
    {
      name: 'a client that did not register the grant',
      changes: { client_id: browserClient },
      error: 'unauthorized_client'
    },
    { name: 'an unknown resource', changes: { resource: 'https://other.example' }, error: 'invalid_target' }
  ]
  for (const { name, changes, error } of refused) {
    const reply = await poll(changes as Record<string, string>)
    t.equal(reply.statusCode, 400, name)
    t.match(reply.json(), { error }, name)
    t.notMatch(reply.body, 'device_code_', 'the reason stays inside')
  }
  t.equal((await poll()).statusCode, 200, 'and none of it burnt the code')
})

t.test('AS-122: a code is good for the resource it was asked for', async (t) => {
  const test = await testApp(t, { resources: [RESOURCE, `${ISSUER}/files`] })
  const { codes, poll } = await device(test, { resource: `${ISSUER}/files` })
  await decided(test, codes.user_code)
  t.match((await poll({ resource: RESOURCE })).json(), { error: 'invalid_target' })
  const { access_token: accessToken } = (await poll({ resource: `${ISSUER}/files` })).json()
  const [token] = await test.sql`
    select g.resource from oauth_access_tokens join oauth_grants g on g.id = grant_id`
  t.match(accessToken, /^ntoa_/)
  t.equal(token?.resource, `${ISSUER}/files`)
})

t.test('AS-122: a strict client discovers, registers, asks and polls', async (t) => {
  const test = await testApp(t)
  const send = async (
    url: string,
    init: oauth.CustomFetchOptions<string, URLSearchParams | string | null | undefined>
  ) => {
    const { pathname, search } = new URL(url)
    const reply = await test.app.inject({
      method: init.method as 'GET' | 'POST',
      url: pathname + search,
      headers: init.headers,
      ...(init.body != null && { payload: await new Response(init.body).text() })
    })
    return new Response(reply.body, { status: reply.statusCode, headers: reply.headers as Record<string, string> })
  }
  const options = { [oauth.customFetch]: send as never }
  const issuer = new URL(ISSUER)
  const discovery = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...options })
  const server = await oauth.processDiscoveryResponse(issuer, discovery)
  const registration = await oauth.dynamicClientRegistrationRequest(
    server,
    {
      client_name: 'Strict',
      redirect_uris: [],
      grant_types: [DEVICE_CODE, 'refresh_token'],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_basic'
    },
    options
  )
  const registered = await oauth.processDynamicClientRegistrationResponse(registration)
  const client: oauth.Client = { client_id: registered.client_id }
  const authentication = oauth.ClientSecretBasic(registered.client_secret as string)

  const asked = await oauth.deviceAuthorizationRequest(
    server,
    client,
    authentication,
    { scope: 'notes:read', resource: RESOURCE },
    options
  )
  const codes = await oauth.processDeviceAuthorizationResponse(server, client, asked)
  const poll = async () =>
    oauth.processDeviceCodeResponse(
      server,
      client,
      await oauth.deviceCodeGrantRequest(server, client, authentication, codes.device_code, options)
    )
  const refusal = () =>
    poll().then(
      () => 'none',
      ({ error }: oauth.ResponseBodyError) => error
    )
  t.equal(await refusal(), 'authorization_pending')
  t.equal(await refusal(), 'slow_down')
  await decided(test, codes.user_code)
  const tokens = await poll()
  t.equal(tokens.scope, 'notes:read')
  const notes = await oauth.protectedResourceRequest(
    tokens.access_token,
    'GET',
    new URL(`${ISSUER}/notes`),
    undefined,
    undefined,
    options
  )
  t.same(await notes.json(), { subject: 'anna' })
  t.equal(await refusal(), 'invalid_grant')
})
