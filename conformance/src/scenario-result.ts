import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Check {
  id: string
  status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO'
  description: string
  errorMessage?: string
}

export interface ScenarioResult {
  scenario: string
  checks: Check[]
}

/** Reads what the suite left behind: a directory per scenario, in the order of their names. */
export async function readResults(outputDir: string): Promise<ScenarioResult[]> {
  const directories = await readdir(outputDir)
  return Promise.all(
    directories.toSorted().map(async (directory) => ({
      scenario: scenarioOf(directory),
      checks: JSON.parse(await readFile(join(outputDir, directory, 'checks.json'), 'utf8')) as Check[]
    }))
  )
}

/** `authorization-server-authorization-code-grant-2026-01-31T12-00-00-000Z` */
function scenarioOf(directory: string): string {
  return directory.replace(/^authorization-server-/, '').replace(/-\d{4}-\d\d-\d\dT[\dTZ-]+$/, '')
}
