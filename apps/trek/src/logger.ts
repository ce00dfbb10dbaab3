import { loggedError } from '@trek/oauth-server'
import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** Where log lines go instead of standard output. */
export interface LogStream {
  write(line: string): void
}

/** Neither query strings are logged, nor headers that could carry a secret, nor the values of a statement that failed. */
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
        url: request.url.replace(/\?.*$/s, ''),
        remoteAddress: request.ip
      })
    },
    ...(stream && { stream })
  }
}
