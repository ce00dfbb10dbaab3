import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import type { AuditEvent, AuditStore } from './store/index.ts'

const FLUSH_MS = 250
const BATCH = 200
/** While the store is out of reach events wait; beyond so many the oldest are given up, and the log says so. */
const CAPACITY = 10_000
const USER_AGENT_LENGTH = 200

export type AuditDetail = Omit<AuditEvent, 'type' | 'address' | 'userAgent' | 'requestId'>

/**
 * Writes down what happened, a few events at a time: an answer does not wait for it, and a quarter of a second of events
 * can be lost with the process.
 */
export interface Audit {
  /** Of a request: where it came from is added. */
  record: (type: string, detail: AuditDetail, request?: FastifyRequest) => void
  list: AuditStore['list']
  /** Writes what is waiting. */
  flush(): Promise<void>
}

export function createAudit(store: AuditStore, log: FastifyBaseLogger): Audit {
  let waiting: AuditEvent[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH)
      try {
        await store.append(batch)
      } catch (error) {
        waiting = [...batch, ...waiting]
        const lost = waiting.splice(0, Math.max(0, waiting.length - CAPACITY)).length
        log.error({ err: error, waiting: waiting.length, lost }, 'audit events could not be written')
        return
      }
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  return {
    record(type, detail, request) {
      waiting.push({ type, ...detail, ...(request && originOf(request)) })
      if (waiting.length > CAPACITY) waiting.shift()
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref()
    },
    async list(filter) {
      await flush()
      return store.list(filter)
    },
    flush
  }
}

function originOf({ ip, id, headers }: FastifyRequest): Pick<AuditEvent, 'address' | 'userAgent' | 'requestId'> {
  const userAgent = headers['user-agent']?.slice(0, USER_AGENT_LENGTH)
  return { address: ip, requestId: id, ...(userAgent !== undefined && { userAgent }) }
}
