import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** Where log lines go instead of standard output. */
export interface LogStream {
  write(line: string): void
}

/** Query strings are not logged, and no header that could carry a secret: neither by us nor by a library's error. */
export function loggerOptions(
  { logLevel }: Pick<Config, 'logLevel'>,
  stream?: LogStream
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: logLevel,
    redact: { paths: ['*.headers.authorization', '*.headers.cookie', '*.headers["set-cookie"]'], remove: true },
    serializers: {
      req: (request: FastifyRequest) => ({
        method: request.method,
        url: request.url.replace(/\?.*$/s, ''),
        remoteAddress: request.ip
      })
    },
    ...(stream && { stream })
  }
}
