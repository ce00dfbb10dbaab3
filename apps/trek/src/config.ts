import { isAbsolute, resolve } from 'node:path'
import type { ServiceAddresses } from '@trek/outside-data'

export interface Config {
  host: string
  port: number
  /** Public base URL: scheme, host and port, no path. Issuer, resource and link base. */
  appUrl: string
  /** Absent: an embedded database under `dataDir`. */
  databaseUrl: string | undefined
  dataDir: string
  admin: { email: string; password: string } | undefined
  openRegistration: boolean
  /** Fastify's `trustProxy`. */
  trustProxy: boolean | number | string[]
  cookieSecure: boolean
  logLevel: string
  /** MCP requests a minute per user and client. */
  mcpRateLimit: number
  mcpMaxStreamsPerUser: number
  demoMode: boolean
  /** How tools ask other people's services. */
  outbound: {
    isOn: boolean
    timeoutMilliseconds: number
    googleKey: string | undefined
    addresses: Partial<ServiceAddresses>
  }
}

/** A variable that cannot be used; the message is one line that names it. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`)
    this.name = 'ConfigError'
  }
}

type Environment = Record<string, string | undefined>

const LOOPBACK_HOSTS = ['127.0.0.1', 'localhost', '[::1]']
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/**
 * Reads the environment, once. An empty variable counts as unset.
 *
 * @throws {ConfigError} for the first value that cannot be used.
 */
export function readConfig(environment: Environment): Config {
  const env = (name: string) => environment[name]?.trim() || undefined
  const host = env('HOST') ?? '127.0.0.1'
  const port = integer('PORT', env('PORT'), 3000, 1, 65535)
  const configuredUrl = env('APP_URL')
  const appUrl = configuredUrl === undefined ? defaultAppUrl(host, port) : checkAppUrl(configuredUrl)
  const dataDir = env('DATA_DIR') ?? './data'
  return {
    host,
    port,
    appUrl,
    databaseUrl: checkDatabaseUrl(env('DATABASE_URL')),
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    admin: checkAdmin(env('ADMIN_EMAIL'), env('ADMIN_PASSWORD')),
    openRegistration: boolean('OPEN_REGISTRATION', env('OPEN_REGISTRATION'), true),
    trustProxy: checkTrustProxy(env('TRUST_PROXY')),
    cookieSecure: boolean('COOKIE_SECURE', env('COOKIE_SECURE'), appUrl.startsWith('https:')),
    logLevel: oneOf('LOG_LEVEL', env('LOG_LEVEL') ?? 'info', LOG_LEVELS),
    mcpRateLimit: integer('MCP_RATE_LIMIT', env('MCP_RATE_LIMIT'), 300, 1, 1_000_000),
    mcpMaxStreamsPerUser: integer('MCP_MAX_STREAMS_PER_USER', env('MCP_MAX_STREAMS_PER_USER'), 20, 1, 10_000),
    demoMode: boolean('DEMO_MODE', env('DEMO_MODE'), false),
    outbound: {
      isOn: oneOf('OUTBOUND', env('OUTBOUND') ?? 'on', ['on', 'off']) === 'on',
      // Below the time within which this server answers at all.
      timeoutMilliseconds: integer('OUTBOUND_TIMEOUT_MS', env('OUTBOUND_TIMEOUT_MS'), 8000, 100, 8500),
      googleKey: env('GOOGLE_MAPS_KEY'),
      addresses: readAddresses(env)
    }
  }
}

const SERVICES = {
  nominatim: 'NOMINATIM_URL',
  transit: 'TRANSIT_API_URL',
  openMeteo: 'OPEN_METEO_URL',
  openMeteoArchive: 'OPEN_METEO_ARCHIVE_URL',
  rates: 'RATES_URL',
  holidays: 'HOLIDAYS_URL'
} as const

/** Only those that are set: the others are the public ones. */
function readAddresses(env: (name: string) => string | undefined): Partial<ServiceAddresses> {
  const set = Object.entries(SERVICES).flatMap(([service, variable]) => {
    const value = env(variable)
    return value === undefined ? [] : [[service, checkServiceUrl(variable, value)]]
  })
  const overpass = env('OVERPASS_URL')
    ?.split(',')
    .map((url) => checkServiceUrl('OVERPASS_URL', url.trim()))
  return { ...(Object.fromEntries(set) as Partial<ServiceAddresses>), ...(overpass && { overpass }) }
}

function checkServiceUrl(variable: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) throw new ConfigError(variable, `"${value}" is no http address`)
  if (url.search || url.hash) throw new ConfigError(variable, 'must not have a query or fragment')
  return value.replace(/\/+$/, '')
}

/** Only for this machine: others need a name they can reach, and https. */
function defaultAppUrl(host: string, port: number): string {
  const value = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (!URL.canParse(value)) throw new ConfigError('HOST', `"${host}" is neither an address nor a name`)
  const url = new URL(value)
  if (!LOOPBACK_HOSTS.includes(url.hostname)) {
    throw new ConfigError(
      'APP_URL',
      `is needed when HOST is "${host}": it is where browsers and assistants find this server`
    )
  }
  return url.origin
}

function checkAppUrl(value: string): string {
  if (!URL.canParse(value)) throw new ConfigError('APP_URL', `"${value}" is no absolute URL`)
  const url = new URL(value)
  const isLoopback = LOOPBACK_HOSTS.includes(url.hostname)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new ConfigError('APP_URL', 'has to begin with https://')
  if (url.protocol === 'http:' && !isLoopback)
    throw new ConfigError('APP_URL', 'has to be https, unless the host is 127.0.0.1 or localhost')
  if (url.username || url.password) throw new ConfigError('APP_URL', 'must not contain a user name or password')
  if (url.pathname !== '/') throw new ConfigError('APP_URL', `must not have a path ("${url.pathname}")`)
  if (value.includes('?') || value.includes('#')) throw new ConfigError('APP_URL', 'must not have a query or fragment')
  return url.origin
}

function checkDatabaseUrl(value: string | undefined): string | undefined {
  if (value !== undefined && (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol))) {
    throw new ConfigError('DATABASE_URL', 'has to look like postgres://user:password@host:5432/database')
  }
  return value
}

function checkAdmin(email: string | undefined, password: string | undefined): Config['admin'] {
  if (email === undefined && password === undefined) return undefined
  if (email === undefined) throw new ConfigError('ADMIN_EMAIL', 'is needed together with ADMIN_PASSWORD')
  if (password === undefined) throw new ConfigError('ADMIN_PASSWORD', 'is needed together with ADMIN_EMAIL')
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new ConfigError('ADMIN_EMAIL', 'is no e-mail address')
  if (password.length < 10) throw new ConfigError('ADMIN_PASSWORD', 'has to have at least 10 characters')
  return { email, password }
}

function checkTrustProxy(value: string | undefined): Config['trustProxy'] {
  if (value === undefined || value === 'false') return false
  if (value === 'true') return true
  if (/^\d{1,3}$/.test(value)) return Number(value)
  const addresses = value.split(',').map((address) => address.trim())
  const wrong = addresses.find((address) => !/^[0-9a-fA-F.:]+(\/\d{1,3})?$/.test(address))
  if (wrong !== undefined) throw new ConfigError('TRUST_PROXY', `"${wrong}" is neither a number of hops nor an address`)
  return addresses
}

function boolean(variable: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback
  return oneOf(variable, value, ['true', 'false']) === 'true'
}

function integer(variable: string, value: string | undefined, fallback: number, least: number, most: number): number {
  if (value === undefined) return fallback
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= least && number <= most))
    throw new ConfigError(variable, `"${value}" is no whole number from ${least} to ${most}`)
  return number
}

function oneOf(variable: string, value: string, allowed: string[]): string {
  if (!allowed.includes(value)) throw new ConfigError(variable, `"${value}" is none of ${allowed.join(', ')}`)
  return value
}
