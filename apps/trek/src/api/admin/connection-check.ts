import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { ConnectionCheck } from '../../connection-check/connection-check.ts'
import { Point } from '../../connection-check/point.ts'
import { administrator } from '../signed-in.ts'

const CheckAnswer = Type.Object({
  /** What was checked: the public address of this instance. */
  url: Type.String(),
  at: Type.String(),
  points: Type.Array(Point)
})

interface ConnectionCheckOptions {
  appUrl: string
  check: ConnectionCheck
}

/** What a client elsewhere would run into, for administrators. */
export const connectionCheck: FastifyPluginAsyncTypebox<ConnectionCheckOptions> = async (
  fastify,
  { appUrl, check }
) => {
  let running: ReturnType<ConnectionCheck> | undefined

  fastify.post('/admin/connection-check', { schema: { response: { 200: CheckAnswer } } }, async (request) => {
    const { userId } = await administrator(fastify, request)
    // Whoever asks meanwhile gets the same: it cannot be made to ask more than once at a time.
    running ??= check().finally(() => {
      running = undefined
    })
    const points = await running
    const found = Object.fromEntries(points.map(({ id, state }) => [id, state]))
    fastify.oauth.audit.record('admin.connection_checked', { actor: String(userId), detail: found }, request)
    return { url: appUrl, at: new Date().toISOString(), points }
  })
}
