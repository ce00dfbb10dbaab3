import type { ClientCapabilities, LoggingLevel } from '@modelcontextprotocol/server'
import type { Call } from '../definitions/call.ts'
import type { CallStore } from '../definitions/call-store.ts'
import type { Answers, Questions } from '../definitions/questions.ts'
import { LOG_LEVELS } from '../wire/envelope.ts'
import type { ClientRequests } from './client-requests.ts'
import { type Clock, startClock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import { CannotAskError, type InputRequired } from './input-required.ts'
import { canAnswer, readAnswer, wireQuestion } from './read-answer.ts'
import { openRounds } from './rounds.ts'

/** Five a second is as much as a person can follow. */
const PROGRESS_EVERY_MS = 200

/** Took longer than it may. What it began may or may not have happened. */
export class TimeoutError extends Error {}

export interface CallServices {
  store: Pick<CallStore, 'sealer' | 'useOnce'>
  clientRequests: ClientRequests
  /** Whether older clients, which cannot say so by themselves, are told what handlers log. */
  logsToOlderClients: boolean
}

export interface RunningCall extends Call {
  /** Waits for the work, no longer than the call may take. @throws {TimeoutError} */
  during<T>(work: Promise<T>): Promise<T>
  /** No more is said: the answer goes out. */
  finish(): void
  /** The result that asks for what a handler left for. */
  inputRequired(left: InputRequired): string
}

/** What a handler gets to know of its request, and to say and ask. */
export function startCall<Context>(
  exchange: Exchange<Context>,
  timeoutMs: number,
  { store, clientRequests, logsToOlderClients }: CallServices
): RunningCall {
  const { principal, envelope, session, channel, method, params, results } = exchange
  const client: ClientCapabilities = envelope.client ?? session?.client ?? {}
  const rounds = envelope.isModern ? openRounds({ principal, client, method, params, store, results }) : undefined
  const leastLevel = envelope.logLevel ?? (!envelope.isModern && logsToOlderClients ? 'info' : undefined)
  let isOver = false
  let controller: AbortController | undefined
  let reason: Error | undefined
  let clock: Clock | undefined
  let lastProgress = Number.NEGATIVE_INFINITY
  let lastProgressAt = Number.NEGATIVE_INFINITY

  function say(notification: string, contents: object): void {
    if (!isOver)
      channel.say(JSON.stringify({ jsonrpc: '2.0', method: `notifications/${notification}`, params: contents }))
  }

  function abort(why: Error): void {
    if (isOver) return
    reason ??= why
    controller?.abort(reason)
  }
  channel.onGone(() => abort(new Error('the client went away')))

  /** Most handlers never look at it, and making one is not free. */
  function signal(): AbortSignal {
    controller ??= new AbortController()
    if (reason) controller.abort(reason)
    return controller.signal
  }

  /** Older clients are asked on the spot, and the handler waits. */
  async function askNow<Q extends Questions>(questions: Q): Promise<Answers<Q>> {
    const answers: Record<string, unknown> = {}
    for (const [key, question] of Object.entries(questions)) {
      const isKnownNotTo = session && !canAnswer(client, question)
      if (!channel.canStream || isKnownNotTo) throw new CannotAskError('This client cannot ask the person')
      const asked = wireQuestion(question, { isModern: false })
      clock?.pause()
      const answer = await clientRequests
        .ask(principal, asked, (message) => channel.say(message), signal())
        .finally(() => clock?.resume())
      answers[key] = readAnswer(key, question, answer)
    }
    return answers as Answers<Q>
  }

  return {
    principal,
    client,
    get signal() {
      return signal()
    },
    during: (work) =>
      new Promise((resolve, reject) => {
        clock = startClock(timeoutMs, () => {
          const late = new TimeoutError(`It took longer than ${timeoutMs / 1000} seconds`)
          abort(late)
          reject(late)
        })
        work.then(resolve, reject)
      }),
    progress(progress, { total, message } = {}) {
      const { progressToken } = envelope
      const now = performance.now()
      const isEnd = total !== undefined && progress >= total
      if (progressToken === undefined || progress <= lastProgress) return
      if (!isEnd && lastProgress > Number.NEGATIVE_INFINITY && now - lastProgressAt < PROGRESS_EVERY_MS) return
      lastProgress = progress
      lastProgressAt = now
      say('progress', {
        progressToken,
        progress,
        ...(total !== undefined && { total }),
        ...(message !== undefined && { message })
      })
    },
    log(level: LoggingLevel, data: unknown) {
      if (leastLevel === undefined || LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(leastLevel)) return
      say('message', { level, data })
    },
    ask: (questions, options) => (rounds ? rounds.ask(questions, options) : askNow(questions)),
    keep: (key, make) => (rounds ? rounds.keep(key, make) : make()),
    finish() {
      isOver = true
      clock?.stop()
    },
    inputRequired(left) {
      if (!rounds) throw new TypeError('older clients are asked on the spot')
      return rounds.inputRequired(left.questions)
    }
  }
}
