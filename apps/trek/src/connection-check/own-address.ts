/** An answer as it came through everything between the public address and here. */
export interface OwnAnswer {
  status: number
  headers: Headers
  text: string
  /** The body, when it is a JSON object. */
  json: Record<string, unknown> | undefined
  /** From the first part of the body to its end: about nothing for what was held back until it was whole. */
  spreadMs: number
}

/** Why there was no answer: a code of Node's, or `TIMED_OUT`. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string
}

export type AskOwnAddress = (path: string, asking?: Asking) => Promise<OwnAnswer>

/** Undefined: there was no answer. */
export async function answered(asked: Promise<OwnAnswer>): Promise<OwnAnswer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof NoAnswerError) return undefined
    throw error
  }
}

const WITHIN_MS = 4000
const MAX_BYTES = 256 * 1024

/**
 * Asks a TREK through its public address, as a client elsewhere would. It goes nowhere else: the paths are ours, the
 * origin is the configured one, and redirects are an answer like any other.
 */
export function askThrough(appUrl: string): AskOwnAddress {
  return async (path, asking = {}) => {
    try {
      const response = await fetch(appUrl + path, {
        ...asking,
        redirect: 'manual',
        signal: AbortSignal.timeout(WITHIN_MS)
      })
      const { text, spreadMs } = await read(response)
      return { status: response.status, headers: response.headers, text, json: asObject(text), spreadMs }
    } catch (error) {
      throw new NoAnswerError(codeOf(error))
    }
  }
}

async function read({ body }: Response): Promise<{ text: string; spreadMs: number }> {
  const chunks: Uint8Array[] = []
  let size = 0
  let firstAt: number | undefined
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    firstAt ??= performance.now()
    chunks.push(chunk)
    size += chunk.length
    if (size > MAX_BYTES) break
  }
  return { text: Buffer.concat(chunks).toString(), spreadMs: firstAt === undefined ? 0 : performance.now() - firstAt }
}

function asObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'TIMED_OUT'
  const { cause } = error
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : error.name
}
