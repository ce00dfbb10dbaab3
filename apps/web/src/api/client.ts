/** A refusal of the API, as it says it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  /** The input it is about, when it is about one. */
  readonly field: string | undefined

  constructor(status: number, code: string, message: string, field: string | undefined) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
  }
}

/** Calls the API of this site. @throws {ApiError} for every answer that is no success. */
export async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`/api${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  })
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer
  const {
    error = 'unreachable',
    message = 'The server did not answer. Try again in a moment.',
    field
  } = (answer ?? {}) as Partial<Record<'error' | 'message' | 'field', string>>
  throw new ApiError(response.status, error, message, field)
}
