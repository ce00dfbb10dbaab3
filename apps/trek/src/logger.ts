import { loggedError } from '@trek/oauth-server'
import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import type { Config } from './config.ts'

/** Where log lines go instead of standard output. */
export interface LogStream {
  write(line: string): void
}

/** What a path holds for those only who know it: the token of a public link, and what a connection check is known by. */
const SECRET = /(?<=^((\/api)?\/shared|(\/mcp|\/api\/events)\/probe)\/).+/

/** Neither query strings are logged, nor secrets in paths, nor headers that could carry a secret, nor the values of a statement that failed. */
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
        url: request.url.replace(/\?.*$/s, '').replace(SECRET, '…'),
        remoteAddress: request.ip
      })
    },
    ...(stream && { stream })
  }
}
