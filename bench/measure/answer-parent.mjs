/**
 * The other end of `startChild`: answers each message of the parent, and ends when the parent has gone.
 *
 * @param {(message: any) => Promise<object>} answer
 */
export function answerParent(answer) {
  process.once('disconnect', () => process.exit(0))
  process.on('message', (message) => {
    answer(message).then(
      (value) => process.send(value),
      (error) => process.send({ problem: error?.stack ?? String(error) })
    )
  })
}
