import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'

const directory = new URL('../results/', import.meta.url)

/**
 * Keeps a run as `<date>-<topic>.json`; names sort by time.
 *
 * @param {{ topic: string, measuredAt: string }} result
 * @returns {string} The file's name.
 */
export function writeResult(result) {
  const moment = result.measuredAt.slice(0, 19).replaceAll(':', '-')
  const name = `${moment}Z-${result.topic}.json`
  mkdirSync(directory, { recursive: true })
  writeFileSync(new URL(name, directory), `${JSON.stringify(result, null, 2)}\n`)
  return name
}

/**
 * The latest run of a topic, undefined when there is none.
 *
 * @param {string} topic
 */
export function newestResult(topic) {
  const pattern = new RegExp(`^[\\d-]+T[\\d-]+Z-${topic}\\.json$`)
  const name = readdirSync(directory)
    .filter((one) => pattern.test(one))
    .toSorted()
    .at(-1)
  return name && { name, result: JSON.parse(readFileSync(new URL(name, directory), 'utf8')) }
}
