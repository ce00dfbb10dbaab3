import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import type { Test } from 'tap'
import { createOutsideData, type OutsideData, type OutsideDataOptions, type ServiceFailure } from '../../src/index.ts'

export interface Asked {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  body: unknown
}

export type Answering = (asked: Asked, reply: FastifyReply, count: number) => unknown

/** Somebody's JSON service on this machine: answers as the test says and remembers what it was asked. */
export async function startService(t: Test, answer: Answering): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const app = Fastify({ forceCloseConnections: true })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body.toString())))
  )
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    const one: Asked = {
      method: request.method,
      path: request.url.split('?')[0] ?? '',
      query: request.query as Record<string, string>,
      headers: request.headers,
      body: request.body
    }
    asked.push(one)
    return answer(one, reply, asked.length)
  }
  app.get('/*', handle)
  app.post('/*', handle)
  t.teardown(() => app.close())
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), asked }
}

/** Outside data whose services are all at one address, and what was told to its log. */
export function outsideAt(
  url: string,
  options: Partial<OutsideDataOptions> = {}
): OutsideData & { failures: string[] } {
  const failures: string[] = []
  const outside = createOutsideData({
    userAgent: 'TREK/1.0 (https://trips.example)',
    addresses: {
      nominatim: url,
      overpass: [`${url}/api/interpreter`],
      googlePlaces: url,
      transit: url,
      openMeteo: url,
      openMeteoArchive: url,
      rates: url
    },
    nominatimSpacingMilliseconds: 0,
    onFailure: ({ service, reason }: ServiceFailure) => failures.push(`${service}: ${reason}`),
    ...options
  })
  return { ...outside, failures }
}
