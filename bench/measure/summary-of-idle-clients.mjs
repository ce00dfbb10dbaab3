import { summariseTo } from './statistics.mjs'
import { describeRun, describeSubject, measureGoal } from './summary.mjs'

/**
 * What is kept of a run with idle clients.
 *
 * @param {import('../topics.mjs').Topic} topic
 * @param {import('./topic.mjs').MeasurementSettings} settings
 * @param {Map<string, { present: number, gone: number }[]>} runs Bytes a client, round by round.
 * @param {object} machine
 */
export function summariseIdleClients(topic, settings, runs, machine) {
  const valuesOf = (name, metric) => runs.get(name).map((round) => round[metric])
  return {
    ...describeRun(topic, settings, machine),
    idleClients: topic.idleClients,
    subjects: topic.subjects.map((subject) => ({
      ...describeSubject(subject),
      bytesPerClient: {
        present: summariseTo(valuesOf(subject.name, 'present'), 0),
        gone: summariseTo(valuesOf(subject.name, 'gone'), 0)
      }
    })),
    goals: topic.goals.map((goal) => measureGoal(goal, (name) => valuesOf(name, goal.metric)))
  }
}
