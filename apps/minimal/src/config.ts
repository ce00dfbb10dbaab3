export interface Config {
  host: string
  port: number
  /** Public address: scheme, host and port. The issuer of every token, and never taken from a request. */
  appUrl: string
  databaseUrl: string
}

/** A variable that cannot be used; the message is one line that names it. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable}: ${problem}`)
    this.name = 'ConfigError'
  }
}

/**
 * Reads the environment. An empty variable counts as unset.
 *
 * @throws {ConfigError} for the first value that cannot be used.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const host = environment.HOST || '127.0.0.1'
  const port = readPort(environment.PORT || '3000')
  const appUrl = readAppUrl(environment.APP_URL || `http://${host}:${port}`)
  return { host, port, appUrl, databaseUrl: readDatabaseUrl(environment.DATABASE_URL || '') }
}

function readPort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
  if (port < 1 || port > 65535) throw new ConfigError('PORT', `"${value}" is no whole number from 1 to 65535`)
  return port
}

function readAppUrl(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || (value !== url.origin && value !== `${url.origin}/`))
    throw new ConfigError('APP_URL', `"${value}" is no address like https://bookmarks.example`)
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))
    throw new ConfigError('APP_URL', `"${value}" has to be https, unless it is this machine's own 127.0.0.1`)
  return url.origin
}

function readDatabaseUrl(value: string): string {
  if (!URL.canParse(value) || !/^postgres(ql)?:$/.test(new URL(value).protocol))
    throw new ConfigError('DATABASE_URL', 'has to look like postgres://user:password@host:5432/database')
  return value
}
