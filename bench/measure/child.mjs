import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const LAST_WORDS = 4000

/**
 * A process of ours that is asked things and answers each with one message.
 *
 * @param {string} name For error messages.
 * @param {URL} script
 * @param {string[]} [args]
 */
export function startChild(name, script, args = []) {
  const child = fork(fileURLToPath(script), args, {
    env: { ...process.env, NODE_ENV: 'production' },
    // So that a subject can say what it holds, and not what it has not yet cleared away.
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-LAST_WORDS)))
  const exited = once(child, 'exit')

  return {
    /**
     * @param {object} message
     * @returns {Promise<any>}
     * @throws {Error} when it answers with a `problem`, or ends instead.
     */
    async ask(message) {
      const over = new AbortController()
      try {
        const answered = once(child, 'message', { signal: over.signal })
        const ended = exited.then(([code]) => [{ problem: `ended with ${code}\n${errors}` }])
        // When it has gone already, `ended` says so better.
        child.send(message, () => {})
        const [answer] = await Promise.race([answered, ended])
        if (answer.problem) throw new Error(`${name}: ${answer.problem}`)
        return answer
      } finally {
        over.abort()
      }
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill()
      await exited
    }
  }
}
