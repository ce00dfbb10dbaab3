/** An error as it may be logged. */
export type LoggedError = {
  type: string
  message: string
  stack: string
  code?: string
  /** The SQL statement that failed, with placeholders. */
  statement?: string
}

/**
 * Serializer of errors for a pino log. An error of Drizzle quotes the values of the statement that failed, in its message
 * and its stack: states, digests, addresses. What the driver said about it stands in for it.
 */
export function loggedError(error: Error): LoggedError {
  if ('params' in error && 'query' in error) {
    const { query, cause } = error
    const reason = cause instanceof Error ? loggedError(cause) : { type: error.name, message: 'unknown', stack: '' }
    return { ...reason, statement: String(query) }
  }
  const { name, message, stack = '' } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { type: name, message, stack, ...(code !== undefined && { code }) }
}
