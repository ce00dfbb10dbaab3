import { summarise, summariseRatio } from './statistics.mjs'
import { revision, versionOf } from './versions.mjs'

/**
 * What is kept of a run.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {import('./topic.mjs').MeasurementSettings} settings
 * @param {Map<string, { warmUp: import('./topic.mjs').Round, rounds: import('./topic.mjs').Round[], transactions: number }>} runs
 * @param {object} machine
 */
export function summariseTopic(topic, settings, runs, machine) {
  const rates = new Map([...runs].map(([name, { rounds }]) => [name, rounds.map((one) => one.requests / one.seconds)]))
  const [floor] = topic.subjects
  return {
    topic: topic.name,
    title: topic.title,
    measuredAt: new Date().toISOString(),
    revision: revision(),
    machine,
    settings,
    subjects: topic.subjects.map(({ name, title, package: packageName }) => {
      const { warmUp, rounds, transactions } = runs.get(name)
      const requests = rounds.reduce((sum, round) => sum + round.requests, 0)
      const { median, min, max } = summarise(rates.get(name))
      return {
        name,
        title,
        ...(packageName && { version: versionOf(packageName) }),
        requestsPerSecond: { median: Math.round(median), min: Math.round(min), max: Math.round(max) },
        rounds: rates.get(name).map((rate) => Math.round(rate)),
        requests,
        // A run with an error has no results.
        errors: 0,
        transactionsPerRequest: transactionsPerRequest(name, transactions, warmUp.requests + requests),
        ratioToFloor: summariseRatio(rates.get(name), rates.get(floor.name))
      }
    }),
    goals: topic.goals.map((goal) => {
      const ratio = summariseRatio(rates.get(goal.of), rates.get(goal.to))
      return { ...goal, ratio, isMet: ratio.median >= goal.atLeast }
    })
  }
}

/**
 * What each answer was worth to the database, preparations included: they do not show in so many requests.
 *
 * @throws {Error} when some answer was given without one, so that nothing was kept.
 */
function transactionsPerRequest(name, transactions, requests) {
  const perRequest = Number((transactions / requests).toFixed(1))
  if (perRequest < 1) throw new Error(`${name} answered ${requests} requests with ${transactions} transactions`)
  return perRequest
}
