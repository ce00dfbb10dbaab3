import t from 'tap'
import { ISSUER, RESOURCE, testApp } from '../support/app.ts'
import { authorizationQuery, pkce, postToken, register } from '../support/client.ts'
import { askForCode, DEVICE_CODE, device, registerDevice } from '../support/device.ts'

t.test('AS-122: a device gets two codes and where to type the short one', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await registerDevice(test)
  const reply = await askForCode(test, { client_id: clientId, scope: 'notes:read', resource: RESOURCE })
  t.equal(reply.statusCode, 200)
  t.match(reply.headers, { 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
  const { device_code: deviceCode, user_code: userCode, ...rest } = reply.json()
  t.match(deviceCode, /^ntdc_[0-9A-Za-z]{49}$/)
  t.match(userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
  t.same(rest, {
    verification_uri: `${ISSUER}/oauth/device`,
    verification_uri_complete: `${ISSUER}/oauth/device?user_code=${userCode}`,
    expires_in: 900,
    interval: 5
  })
  const [row] = await test.sql`select *, expires_at - created_at < '901 seconds' as is_short from oauth_device_codes`
  t.match(row, { state: 'pending', scopes: ['notes:read'], resource: RESOURCE, is_short: true })
  for (const text of [JSON.stringify(row), test.logged()]) {
    t.notMatch(text, deviceCode, 'AS-139, TS-04')
    t.notMatch(text, userCode)
  }
})

t.test('AS-122: scopes and resource follow the rules of the authorization endpoint', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await registerDevice(test)
  const kept = async (form: Record<string, string>) => {
    await test.sql`delete from oauth_device_codes`
    const reply = await askForCode(test, { client_id: clientId, ...form })
    if (reply.statusCode !== 200) return reply.json().error
    const [row] = await test.sql`select scopes, resource from oauth_device_codes`
    return row
  }
  t.same(await kept({}), { scopes: ['notes:read'], resource: RESOURCE }, 'the default set')
  t.same(await kept({ scope: 'notes:write openid offline_access' }), { scopes: ['notes:write'], resource: RESOURCE })
  t.same(await kept({ resource: ISSUER }), { scopes: ['notes:read'], resource: RESOURCE }, 'the bare origin')
  t.equal(await kept({ scope: 'openid' }), 'invalid_scope')
  t.equal(await kept({ resource: 'https://other.example' }), 'invalid_target')
})

t.test('AS-122: clients authenticate as they do at the token endpoint', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId, client_secret: secret = '' } = await registerDevice(test, {
    token_endpoint_auth_method: 'client_secret_basic'
  })
  const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` }
  t.equal((await askForCode(test, '', basic)).statusCode, 200)
  t.equal((await askForCode(test, { client_id: clientId, client_secret: secret })).statusCode, 200)
  t.match(await askForCode(test, { client_id: clientId }), { statusCode: 401 })
  const wrong = { authorization: `Basic ${Buffer.from(`${clientId}:wrong`).toString('base64')}` }
  t.match(await askForCode(test, '', wrong), { statusCode: 401, headers: { 'www-authenticate': /^Basic/ } })
})

t.test('AS-122: what is wrong with the request is told', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await registerDevice(test)
  const { client_id: browserClient } = await register(test)
  const refused = [
    { name: 'no client', form: '', status: 401, error: 'invalid_client' },
    { name: 'an unknown client', form: 'client_id=who', status: 401, error: 'invalid_client' },
    {
      name: 'a repeated parameter',
      form: `client_id=${clientId}&scope=notes:read&scope=x`,
      status: 400,
      error: 'invalid_request'
    },
    {
      name: 'a client that did not register the grant',
      form: `client_id=${browserClient}`,
      status: 400,
      error: 'unauthorized_client'
    }
  ]
  for (const { name, form, status, error } of refused) {
    const reply = await askForCode(test, form)
    t.equal(reply.statusCode, status, name)
    t.match(reply.json(), { error })
    t.equal(reply.headers['cache-control'], 'no-store')
  }
  const get = await test.app.inject('/oauth/device_authorization')
  t.match(get, { statusCode: 405, headers: { allow: 'POST, OPTIONS' } })
  t.equal((await test.app.inject({ method: 'OPTIONS', url: '/oauth/device_authorization' })).statusCode, 204)
  const json = await test.app.inject({ method: 'POST', url: '/oauth/device_authorization', payload: {} })
  t.match(json.json(), { error: 'invalid_request' })
})

t.test('AS-122: how long the codes are good is an option', async (t) => {
  const test = await testApp(t, { lifetimes: { deviceCodeSeconds: 300 } })
  t.equal((await device(test)).codes.expires_in, 300)
  await t.rejects(testApp(t, { lifetimes: { deviceCodeSeconds: 0 } }), /lifetimes.deviceCodeSeconds/)
})

t.test('AS-122: it is advertised, and when it is off it is not there', async (t) => {
  const on = await testApp(t)
  const advertised = (await on.app.inject('/.well-known/oauth-authorization-server')).json()
  t.equal(advertised.device_authorization_endpoint, `${ISSUER}/oauth/device_authorization`)
  t.ok(advertised.grant_types_supported.includes(DEVICE_CODE))

  const off = await testApp(t, { deviceAuthorization: false })
  const metadata = (await off.app.inject('/.well-known/oauth-authorization-server')).json()
  t.equal(metadata.device_authorization_endpoint, undefined)
  t.notOk(metadata.grant_types_supported.includes(DEVICE_CODE))
  for (const [method, url] of [
    ['POST', '/oauth/device_authorization'],
    ['GET', '/oauth/device_authorization'],
    ['GET', '/oauth/device'],
    ['POST', '/oauth/device'],
    ['POST', '/oauth/device/decision']
  ] as const)
    t.equal((await off.app.inject({ method, url })).statusCode, 404, `${method} ${url}`)
  t.match((await postToken(off, { grant_type: DEVICE_CODE, device_code: 'x', client_id: 'y' })).json(), {
    error: 'unsupported_grant_type'
  })
})

t.test('AS-122: a client may register the grant, with redirects or without', async (t) => {
  const test = await testApp(t)
  const registered = async (metadata: Record<string, unknown>, { app } = test) =>
    (await app.inject({ method: 'POST', url: '/oauth/register', payload: metadata })).json()

  t.match(await registered({ grant_types: [DEVICE_CODE] }), {
    client_name: 'A device without a name',
    redirect_uris: [],
    grant_types: [DEVICE_CODE],
    response_types: [],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    client_secret: undefined
  })
  t.match(
    await registered({
      client_name: 'Printer',
      grant_types: [DEVICE_CODE, 'refresh_token'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_post'
    }),
    { client_name: 'Printer', token_endpoint_auth_method: 'client_secret_post', client_secret: /^ntcs_/ }
  )
  const redirectUris = ['http://localhost:3334/oauth/callback']
  t.match(
    await registered({ redirect_uris: redirectUris, grant_types: [DEVICE_CODE, 'refresh_token'] }),
    { redirect_uris: redirectUris, grant_types: ['refresh_token', DEVICE_CODE], response_types: [] },
    'as mcp-remote does, which wants its redirect URI back'
  )
  t.match(
    await registered({ redirect_uris: redirectUris, grant_types: ['authorization_code', DEVICE_CODE] }),
    { grant_types: ['authorization_code', DEVICE_CODE], response_types: ['code'] },
    'both ways'
  )
  t.same(
    (await registered({ redirect_uris: redirectUris })).grant_types,
    ['authorization_code', 'refresh_token'],
    'who says nothing gets what they always got'
  )

  t.match(await registered({ grant_types: ['authorization_code', DEVICE_CODE] }), { error: 'invalid_redirect_uri' })
  t.match(await registered({ redirect_uris: [], grant_types: ['authorization_code'] }), {
    error: 'invalid_redirect_uri'
  })
  t.match(await registered({ redirect_uris: redirectUris, grant_types: ['refresh_token'] }), {
    error: 'invalid_client_metadata',
    error_description: `grant_types must include authorization_code or ${DEVICE_CODE}`
  })
  const off = await testApp(t, { deviceAuthorization: false })
  t.match(await registered({ grant_types: [DEVICE_CODE] }, off), { error: 'invalid_client_metadata' })
  t.match(await registered({ redirect_uris: redirectUris, grant_types: ['authorization_code', DEVICE_CODE] }, off), {
    grant_types: ['authorization_code']
  })
})

t.test('AS-122: a client for devices only cannot ask for authorization codes', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await registerDevice(test)
  const reply = await test.browser().get(authorizationQuery(clientId, pkce().challenge))
  t.match(reply, { statusCode: 400, body: /unknown address/ })
  const redirectUri = 'http://127.0.0.1/cb'
  const { client_id: withRedirect } = await registerDevice(test, { redirect_uris: [redirectUri] })
  const back = await test
    .browser()
    .get(authorizationQuery(withRedirect, pkce().challenge, { redirect_uri: redirectUri }))
  t.equal(new URL(String(back.headers.location)).searchParams.get('error'), 'unauthorized_client')
})
