import t, { type Test } from 'tap'
import { digestOf } from '../../src/digest.ts'
import { testApp } from '../support/app.ts'
import { connect, clientWithCode, postToken, register } from '../support/client.ts'
import { askForCode, decideDevice, DEVICE_CODE, enterCode, signIn } from '../support/device.ts'

const GONE = { statusCode: 401, payload: '"invalid_client"' }

async function confidentialClient(t: Test) {
  const test = await testApp(t)
  const { client_id: clientId, client_secret: clientSecret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE]
  })
  const { clients } = test.app.tokenStore
  return {
    test,
    clientId,
    clientSecret,
    replaceSecret: (overlapSeconds = 0) => clients.rotateSecret(clientId, digestOf('another'), overlapSeconds)
  }
}

t.test('AS-86: a code redeemed in the moment its client’s secret is replaced opens nothing', async (t) => {
  const { test, clientId, clientSecret, replaceSecret } = await confidentialClient(t)
  const { exchange } = await clientWithCode(test, {}, { clientId, clientSecret })
  const { authorizationCodes } = test.app.tokenStore
  const { redeem } = authorizationCodes
  authorizationCodes.redeem = async (...request) => {
    await replaceSecret()
    return redeem(...request)
  }
  t.match(await postToken(test, exchange), GONE)
  authorizationCodes.redeem = redeem
  t.match(await postToken(test, { ...exchange, client_secret: 'another' }), { statusCode: 200 }, 'it is still there')
})

t.test('AS-86: a device that polls in the moment its client’s secret is replaced gets nothing', async (t) => {
  const { test, clientId, clientSecret, replaceSecret } = await confidentialClient(t)
  const client = { client_id: clientId, client_secret: clientSecret }
  const codes = (await askForCode(test, { ...client, scope: 'notes:read' })).json()
  const browser = await signIn(test.browser())
  await decideDevice(browser, await enterCode(browser, codes.user_code))
  const { deviceCodes } = test.app.tokenStore
  const { poll } = deviceCodes
  deviceCodes.poll = async (...request) => {
    await replaceSecret()
    return poll(...request)
  }
  const asked = { ...client, grant_type: DEVICE_CODE, device_code: codes.device_code }
  t.match(await postToken(test, asked), GONE)
  deviceCodes.poll = poll
  t.match(await postToken(test, { ...asked, client_secret: 'another' }), { statusCode: 200 }, 'it is still there')
})

t.test('AS-86: who was known a moment ago does not refresh with a secret whose time is over', async (t) => {
  const { test, clientId, clientSecret, replaceSecret } = await confidentialClient(t)
  const { tokens } = await connect(test, {}, { clientId, clientSecret })
  const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
  await replaceSecret(3600)
  await test.sql`update oauth_client_secrets set expires_at = clock_timestamp() where expires_at is not null`
  t.match(await postToken(test, { ...refresh, client_secret: clientSecret }), GONE)
  t.match(await postToken(test, { ...refresh, client_secret: 'another' }), { statusCode: 200 })
})
