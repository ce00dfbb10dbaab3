import { checkMessage } from './check-message.ts'
import { createEventReader } from './event-stream.ts'
import { messagesIn, parse, readExchange, type Exchange, type SentRequest } from './exchange.ts'

/** What a reply begins with. */
export interface ReplyHead {
  status: number
  header: (name: string) => string | undefined
}

/** Takes a reply as it comes in. */
export interface ReplyCheck {
  write(text: string): void
  /** When the reply is complete; one that is cut short just never gets here. */
  end(): void
}

/** Of requests whose body nobody looks at: from a wrong origin, too large, of another type. */
const UNREAD = [403, 413, 415]

/**
 * Checks every message of a reply of an MCP endpoint against the published schema of its revision: the body, or each event
 * of a stream. Replies of anything else are let pass, and so are refusals by the guard in front of the endpoint and other
 * errors that HTTP tells in its own words.
 */
export function checkReply(sent: SentRequest, head: ReplyHead, onProblem: (problem: string) => void): ReplyCheck {
  const exchange = readExchange(sent)
  const judge = (reply: unknown) => {
    for (const problem of problemsOf(exchange, head.status, reply)) onProblem(problem)
  }
  if (head.header('content-type')?.startsWith('text/event-stream')) {
    const write = createEventReader((data) => judge(parse(data)))
    return { write: exchange.isMcp ? write : () => {}, end: () => {} }
  }
  let body = ''
  return {
    write: (text) => void (body += text),
    end() {
      const reply = parse(body)
      const isMessage = messagesIn(reply).some(({ jsonrpc }) => jsonrpc !== undefined)
      if (isMessage) judge(reply)
      else if (exchange.isMcp && exchange.hasRequest && head.status < 400)
        onProblem(`no answer came back but ${head.status} ${JSON.stringify(body.slice(0, 100))}`)
    }
  }
}

function problemsOf(exchange: Exchange, status: number, reply: unknown): string[] {
  const revision = exchange.revisionOf(reply)
  const messages: unknown[] = messagesIn(reply)
  const mayLackId = !exchange.hasRequest || UNREAD.includes(status) || (exchange.isBatch && !Array.isArray(reply))
  const problems = messages.length === 0 ? ['it is no JSON-RPC message'] : messages.flatMap(check)
  if (problems.length === 0 && Array.isArray(reply)) problems.push(...checkMessage(revision, reply))
  return problems.map((problem) => `${revision}: ${problem} in ${JSON.stringify(reply)}`)

  function check(message: unknown): string[] {
    const { id } = message as { id?: unknown }
    return checkMessage(revision, mayLackId ? identified(message) : message, exchange.methodOf(id))
  }
}

/** JSON-RPC 2.0 section 5.1 answers what has no single readable identifier with null, which the schemas do not know. */
function identified(message: unknown): unknown {
  const { id, error } = message as { id?: unknown; error?: unknown }
  return (id ?? null) === null && error !== undefined ? { ...(message as object), id: 0 } : message
}
