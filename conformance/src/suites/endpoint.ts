import type { Fixture } from '../fixture/start.ts'
import type { Exceptions, Suite } from './suite.ts'

const NO_TASKS = 'the extension is not served'

/** Run with every requirement set of the newest revision, scored by none. */
const tasks: Exceptions = {
  'tasks-lifecycle': NO_TASKS,
  'tasks-capability-negotiation': NO_TASKS,
  'tasks-wire-fields': NO_TASKS,
  'tasks-request-state-removal': NO_TASKS,
  'tasks-mrtr-input': NO_TASKS,
  'tasks-request-headers': NO_TASKS,
  'tasks-dispatch-and-envelope': NO_TASKS,
  'tasks-status-notifications': NO_TASKS,
  'tasks-required-task-error': NO_TASKS,
  'tasks-mrtr-composition': NO_TASKS
}

const polling: Exceptions = { 'server-sse-polling': 'no stream is closed to be resumed, so there is none to poll' }

const NO_SUBSCRIPTIONS = 'a subscription belongs to a session'

/** Without sessions, which the handshake era allows. */
const withoutSessions: Exceptions = {
  'resources-subscribe:resources-subscribe': NO_SUBSCRIPTIONS,
  'resources-unsubscribe:resources-unsubscribe': NO_SUBSCRIPTIONS,
  'server-session-lifecycle': 'there is no session to end'
}

/** Only tried by what takes part in a newer revision. */
const oneStream: Exceptions = {
  'server-sse-multiple-streams:server-sse-multiple-streams-session': 'the scenario asks for a session and only warns'
}

/** The scenarios for a server, at each revision's wire, without sessions and with them. */
export function endpoint(fixture: Fixture, withSessions: Fixture): Suite[] {
  return [
    {
      // 37 that are scored, and the three that the suite's own server does not pass yet.
      ...suite('2026-07-28', fixture, ['--requirements', '2026-07-28']),
      leastScenarios: 40,
      exceptions: tasks
    },
    {
      // 30 that are scored, one of them reported late: JSON schemas are kept as they are.
      ...suite('2025-11-25', fixture, ['--requirements', '2025-11-25']),
      leastScenarios: 31,
      exceptions: { ...withoutSessions, ...oneStream, ...polling }
    },
    {
      // The same, and that a session can be used.
      ...suite('2025-11-25, sessions', withSessions, ['--requirements', '2025-11-25']),
      leastScenarios: 32,
      exceptions: polling
    },
    {
      ...suite('2025-06-18', fixture, ['--suite', 'all', '--spec-version', '2025-06-18']),
      leastScenarios: 26,
      exceptions: withoutSessions
    },
    {
      // Nothing else claims to apply to it.
      ...suite('2025-03-26, sessions', withSessions, ['--suite', 'all', '--spec-version', '2025-03-26']),
      leastScenarios: 1
    }
  ]
}

function suite(name: string, { mcpUrl }: Fixture, args: string[]): Pick<Suite, 'name' | 'run'> {
  return {
    name,
    async run(official) {
      const run = await official.start(['server', '--url', mcpUrl, ...args])
      return run.results()
    }
  }
}
