import { resolve } from 'node:path'
import t from 'tap'
import { readConfig } from '../src/config.ts'

t.test('with nothing set, everything has its default', async (t) =>
  t.same(readConfig({}), {
    host: '127.0.0.1',
    port: 3000,
    appUrl: 'http://127.0.0.1:3000',
    databaseUrl: undefined,
    dataDir: resolve('data'),
    admin: undefined,
    openRegistration: true,
    trustProxy: false,
    cookieSecure: false,
    logLevel: 'info',
    mcpRateLimit: 300,
    mcpMaxStreamsPerUser: 20,
    demoMode: false,
    outbound: { isOn: true, timeoutMilliseconds: 8000, googleKey: undefined, addresses: {} }
  })
)

t.test('an empty variable counts as unset', async (t) =>
  t.same(readConfig({ PORT: '', APP_URL: ' ', DATABASE_URL: '', ADMIN_EMAIL: '' }), readConfig({}))
)

t.test('what is set is read', async (t) =>
  t.match(
    readConfig({
      PORT: '8080',
      HOST: '::1',
      APP_URL: 'https://Trips.example/',
      DATABASE_URL: 'postgres://me@db/trek',
      DATA_DIR: '/var/lib/trek',
      ADMIN_EMAIL: 'me@trips.example',
      ADMIN_PASSWORD: 'long enough',
      OPEN_REGISTRATION: 'false',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      LOG_LEVEL: 'warn',
      MCP_RATE_LIMIT: '60',
      MCP_MAX_STREAMS_PER_USER: '5',
      DEMO_MODE: 'true',
      OUTBOUND: 'off',
      OUTBOUND_TIMEOUT_MS: '500',
      GOOGLE_MAPS_KEY: 'key',
      NOMINATIM_URL: 'https://nominatim.example/',
      OVERPASS_URL: 'https://a.example/api/interpreter, http://10.0.0.7/api/interpreter',
      TRANSIT_API_URL: 'https://motis.example',
      OPEN_METEO_URL: 'https://meteo.example',
      OPEN_METEO_ARCHIVE_URL: 'https://archive.example',
      RATES_URL: 'https://rates.example',
      HOLIDAYS_URL: 'https://holidays.example/'
    }),
    {
      port: 8080,
      host: '::1',
      appUrl: 'https://trips.example',
      databaseUrl: 'postgres://me@db/trek',
      dataDir: '/var/lib/trek',
      admin: { email: 'me@trips.example', password: 'long enough' },
      openRegistration: false,
      trustProxy: ['10.0.0.0/8', '::1'],
      cookieSecure: true,
      logLevel: 'warn',
      mcpRateLimit: 60,
      mcpMaxStreamsPerUser: 5,
      demoMode: true,
      outbound: {
        isOn: false,
        timeoutMilliseconds: 500,
        googleKey: 'key',
        addresses: {
          nominatim: 'https://nominatim.example',
          overpass: ['https://a.example/api/interpreter', 'http://10.0.0.7/api/interpreter'],
          transit: 'https://motis.example',
          openMeteo: 'https://meteo.example',
          openMeteoArchive: 'https://archive.example',
          rates: 'https://rates.example',
          holidays: 'https://holidays.example'
        }
      }
    }
  )
)

t.test('the URL follows host and port, and cookies follow the URL', async (t) => {
  t.equal(readConfig({ HOST: '::1', PORT: '80' }).appUrl, 'http://[::1]')
  t.equal(readConfig({ APP_URL: 'https://trips.example', COOKIE_SECURE: 'false' }).cookieSecure, false)
  t.equal(readConfig({ TRUST_PROXY: '2' }).trustProxy, 2)
})

const refusals: [environment: Record<string, string>, message: string][] = [
  [{ PORT: '65536' }, 'PORT: "65536" is no whole number from 1 to 65535'],
  [{ PORT: '0' }, 'PORT: "0" is no whole number from 1 to 65535'],
  [{ PORT: '-1' }, 'PORT: "-1" is no whole number from 1 to 65535'],
  [{ PORT: '3000x' }, 'PORT: "3000x" is no whole number from 1 to 65535'],
  [{ HOST: 'not a host' }, 'HOST: "not a host" is neither an address nor a name'],
  [
    { HOST: '0.0.0.0' },
    'APP_URL: is needed when HOST is "0.0.0.0": it is where browsers and assistants find this server'
  ],
  [{ APP_URL: 'trips.example' }, 'APP_URL: "trips.example" is no absolute URL'],
  [{ APP_URL: 'ftp://trips.example' }, 'APP_URL: has to begin with https://'],
  [{ APP_URL: 'http://trips.example' }, 'APP_URL: has to be https, unless the host is 127.0.0.1 or localhost'],
  [{ APP_URL: 'https://me:pw@trips.example' }, 'APP_URL: must not contain a user name or password'],
  [{ APP_URL: 'https://trips.example/trek' }, 'APP_URL: must not have a path ("/trek")'],
  [{ APP_URL: 'https://trips.example?x=1' }, 'APP_URL: must not have a query or fragment'],
  [{ APP_URL: 'https://trips.example#' }, 'APP_URL: must not have a query or fragment'],
  [{ DATABASE_URL: 'mysql://db/trek' }, 'DATABASE_URL: has to look like postgres://user:password@host:5432/database'],
  [{ DATABASE_URL: 'trek' }, 'DATABASE_URL: has to look like postgres://user:password@host:5432/database'],
  [{ ADMIN_EMAIL: 'me@trips.example' }, 'ADMIN_PASSWORD: is needed together with ADMIN_EMAIL'],
  [{ ADMIN_PASSWORD: 'long enough' }, 'ADMIN_EMAIL: is needed together with ADMIN_PASSWORD'],
  [{ ADMIN_EMAIL: 'me', ADMIN_PASSWORD: 'long enough' }, 'ADMIN_EMAIL: is no e-mail address'],
  [{ ADMIN_EMAIL: 'me@trips.example', ADMIN_PASSWORD: 'short' }, 'ADMIN_PASSWORD: has to have at least 10 characters'],
  [{ OPEN_REGISTRATION: 'yes' }, 'OPEN_REGISTRATION: "yes" is none of true, false'],
  [{ COOKIE_SECURE: '1' }, 'COOKIE_SECURE: "1" is none of true, false'],
  [{ TRUST_PROXY: 'proxy.example' }, 'TRUST_PROXY: "proxy.example" is neither a number of hops nor an address'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: "loud" is none of fatal, error, warn, info, debug, trace, silent'],
  [{ MCP_RATE_LIMIT: '0' }, 'MCP_RATE_LIMIT: "0" is no whole number from 1 to 1000000'],
  [{ MCP_MAX_STREAMS_PER_USER: 'many' }, 'MCP_MAX_STREAMS_PER_USER: "many" is no whole number from 1 to 10000'],
  [{ DEMO_MODE: 'TRUE' }, 'DEMO_MODE: "TRUE" is none of true, false'],
  [{ OUTBOUND: 'false' }, 'OUTBOUND: "false" is none of on, off'],
  [{ OUTBOUND_TIMEOUT_MS: '10000' }, 'OUTBOUND_TIMEOUT_MS: "10000" is no whole number from 100 to 8500'],
  [{ NOMINATIM_URL: 'nominatim.example' }, 'NOMINATIM_URL: "nominatim.example" is no http address'],
  [{ RATES_URL: 'ftp://rates.example' }, 'RATES_URL: "ftp://rates.example" is no http address'],
  [{ OVERPASS_URL: 'https://a.example,' }, 'OVERPASS_URL: "" is no http address'],
  [{ TRANSIT_API_URL: 'https://a.example/?x=1' }, 'TRANSIT_API_URL: must not have a query or fragment']
]

for (const [environment, message] of refusals) {
  t.test(`refused: ${JSON.stringify(environment)}`, async (t) =>
    t.throws(() => readConfig(environment), { name: 'ConfigError', message })
  )
}
