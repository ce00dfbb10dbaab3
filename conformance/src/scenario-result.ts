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
  /** None when it did not come to an end. */
  checks: Check[]
}

/** Reads what the suite left behind: a directory per scenario, in the order of their names. */
export async function readResults(outputDir: string): Promise<ScenarioResult[]> {
  const directories = await readdir(outputDir)
  return Promise.all(
    directories.toSorted().map(async (directory) => ({
      scenario: scenarioOf(directory),
      checks: await readChecks(join(outputDir, directory, 'checks.json'))
    }))
  )
}

/** They are written when the scenario is over. */
async function readChecks(path: string): Promise<Check[]> {
  const json = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]'
    throw error
  })
  return JSON.parse(json) as Check[]
}

/** `authorization-server-authorization-code-grant-2026-01-31T12-00-00-000Z`, `server-tools-list-2026-01-31T12-...` */
function scenarioOf(directory: string): string {
  return directory.replace(/^(authorization-)?server-/, '').replace(/-\d{4}-\d\d-\d\dT[\dTZ-]+$/, '')
}
