import { summariseRatio, summariseTo } from './statistics.mjs'
import { revision, versionOf } from './versions.mjs'

const metrics = {
  rate: ({ requests, seconds }) => requests / seconds,
  p50: ({ p50 }) => p50,
  p99: ({ p99 }) => p99
}

/**
 * What is kept of a run.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {import('./topic.mjs').MeasurementSettings} settings
 * @param {Map<string, { warmUp: import('./topic.mjs').Round, rounds: import('./topic.mjs').Round[], transactions: number }>} runs
 * @param {object} machine
 */
export function summariseTopic(topic, settings, runs, machine) {
  const valuesOf = (name, metric) => runs.get(name).rounds.map(metrics[metric])
  const [floor] = topic.subjects
  return {
    ...describeRun(topic, settings, machine),
    subjects: topic.subjects.map((subject) => {
      const { name } = subject
      const { warmUp, rounds, transactions } = runs.get(name)
      const rates = valuesOf(name, 'rate')
      const requests = rounds.reduce((sum, round) => sum + round.requests, 0)
      return {
        ...describeSubject(subject),
        requestsPerSecond: summariseTo(rates, 0),
        rounds: rates.map((rate) => Math.round(rate)),
        milliseconds: { p50: summariseTo(valuesOf(name, 'p50'), 2), p99: summariseTo(valuesOf(name, 'p99'), 2) },
        requests,
        // A run with an error has no results.
        errors: 0,
        transactionsPerRequest: transactionsPerRequest(name, transactions, warmUp.requests + requests),
        ratioToFloor: summariseRatio(rates, valuesOf(floor.name, 'rate'))
      }
    }),
    goals: topic.goals.map((goal) => measureGoal(goal, (name) => valuesOf(name, goal.metric ?? 'rate')))
  }
}

/** What is the same for every kind of topic. */
export function describeRun({ name, title }, settings, machine) {
  return {
    topic: name,
    title,
    measuredAt: new Date().toISOString(),
    revision: revision(),
    machine,
    settings
  }
}

/** @param {import('../topics.mjs').Subject} subject */
export function describeSubject({ name, title, package: packageName }) {
  return { name, title, ...(packageName && { version: versionOf(packageName) }) }
}

/**
 * @param {import('../topics.mjs').Goal} goal
 * @param {(name: string) => number[]} valuesOf Of a subject, round by round.
 */
export function measureGoal(goal, valuesOf) {
  const ratio = summariseRatio(valuesOf(goal.of), valuesOf(goal.to))
  const isMet = goal.atLeast === undefined ? ratio.median <= goal.atMost : ratio.median >= goal.atLeast
  return { ...goal, ratio, isMet }
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
