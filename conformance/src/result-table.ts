import type { Check, ScenarioResult } from './scenario-result.ts'
import type { Suite } from './suites/suite.ts'

const HEAD = ['suite', 'scenario', 'passed', 'failed', 'warnings', 'excepted']

/** Names to the left, numbers to the right, reasons to the left again. */
const NUMBERS = [2, 3, 4]

/** A line per scenario, with how many of its checks passed, failed and warned, and why that may be so. */
export function resultTable(outcomes: { suite: Suite; results: ScenarioResult[] }[]): string {
  const rows = outcomes.flatMap(({ suite, results }) => results.map((result) => rowOf(suite, result)))
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [HEAD, ...rows]
    .map((row) => row.map((cell, column) => align(cell, column, widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function rowOf({ name, exceptions = {} }: Suite, { scenario, checks }: ScenarioResult): string[] {
  const count = (status: Check['status']) => String(checks.filter((check) => check.status === status).length)
  const reasons = Object.entries(exceptions).filter(([exception]) => exception.split(':', 1)[0] === scenario)
  const excepted = reasons.map(([, reason]) => reason).join('; ')
  return [name, scenario, count('SUCCESS'), count('FAILURE'), count('WARNING'), excepted]
}

function align(cell: string, column: number, width: number): string {
  return NUMBERS.includes(column) ? cell.padStart(width) : cell.padEnd(width)
}
