/** What was promised, or the signal's reason, whichever is first. The promise is not left unhandled. */
export function unlessAborted<Value>(promised: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
    promised.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
