import { loggedError } from '@trek/oauth-server'
import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** Where log lines go instead of standard output. */
export interface LogStream {
  write(line: string): void
}

/** Public links of trips: whoever reads the token sees the trip. */
const SHARED = /(?<=^(\/api)?\/shared\/).+/

/** Neither query strings are logged, nor tokens of public links, nor headers that could carry a secret, nor the values of a statement that failed. */
export function loggerOptions(
  { logLevel }: Pick<Config, 'logLevel'>,
  stream?: LogStream
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: logLevel,
    redact: { paths: ['*.headers.authorization', '*.headers.cookie', '*.headers["set-cookie"]'], remove: true },
    serializers: {
      err: loggedError,
      req: (request: FastifyRequest) => ({
        method: request.method,
        url: request.url.replace(/\?.*$/s, '').replace(SHARED, '…'),
        remoteAddress: request.ip
      })
    },
    ...(stream && { stream })
  }
}
