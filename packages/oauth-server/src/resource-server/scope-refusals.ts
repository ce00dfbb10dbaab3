import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import type { Settings } from '../options.ts'
import type { AccessToken } from './resource-server.ts'

/** Remembers which access tokens were just refused for want of scope. */
export interface ScopeRefusals {
  note(accessToken: Pick<AccessToken, 'id' | 'kind'>): void
  /** Until all of them are kept. */
  written(): Promise<void>
}

/** Keeps nothing unless the option `stepUpOnRefresh` is on. */
export function createScopeRefusals({ stepUpOnRefresh, store }: Settings, log: FastifyBaseLogger): ScopeRefusals {
  const writing = new Set<Promise<void>>()
  return {
    note({ id, kind }) {
      // Machine clients and static tokens have no refresh token.
      if (!stepUpOnRefresh || kind !== 'user') return
      const written = store.accessTokens
        .noteScopeRefusal(id)
        .catch((error: unknown) => log.warn({ err: error }, 'a refusal was not noted'))
        .finally(() => writing.delete(written))
      writing.add(written)
    },
    async written() {
      await Promise.all(writing)
    }
  }
}

/** The client's next request may reach another node, so a refusal goes out when it is known there. */
export function keepBeforeAnswer(fastify: FastifyInstance, refusals: ScopeRefusals): void {
  fastify.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 403) await refusals.written()
  })
}
