import type { Check, ScenarioResult } from './scenario-result.ts'

const HEAD = ['scenario', 'passed', 'failed', 'warnings']

/** A line per scenario, with how many of its checks passed, failed and warned. */
export function resultTable(results: ScenarioResult[]): string {
  const rows = results.map(({ scenario, checks }) => {
    const count = (status: Check['status']) => String(checks.filter((check) => check.status === status).length)
    return [scenario, count('SUCCESS'), count('FAILURE'), count('WARNING')]
  })
  const widths = HEAD.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return [HEAD, ...rows]
    .map((row) => row.map((cell, column) => align(cell, column, widths[column] ?? 0)).join('  '))
    .join('\n')
}

/** Names to the left, numbers to the right. */
function align(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}
