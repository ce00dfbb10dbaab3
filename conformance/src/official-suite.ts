import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Cleanup } from './cleanup.ts'
import { findNode } from './find-node.ts'
import { startNode } from './node-process.ts'
import { readResults, type ScenarioResult } from './scenario-result.ts'

const home = dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json'))

export interface OfficialSuite {
  /** Starts `conformance ARG...`. */
  start(args: string[]): Promise<OfficialRun>
}

export interface OfficialRun {
  /** What it prints, as it prints it. */
  lines: AsyncIterable<string>
  /** Once it has ended. */
  results(): Promise<ScenarioResult[]>
}

/** The installed suite, and a Node that it runs on. */
export function findOfficialSuite(cleanup: Cleanup): OfficialSuite {
  const node = findNode()
  const script = join(home, 'dist/index.js')
  return {
    async start(args) {
      const outputDir = await mkdtemp(join(tmpdir(), 'conformance-'))
      cleanup.teardown(() => rm(outputDir, { recursive: true, force: true }))
      const { child, ended, output } = startNode(node, [script, ...args, '-o', outputDir], {}, cleanup)
      return {
        lines: createInterface(child.stdout)[Symbol.asyncIterator](),
        async results() {
          const exitCode = await ended
          const results = await readResults(outputDir)
          const isExplained = results.some(({ checks }) => checks.some(({ status }) => status === 'FAILURE'))
          if (exitCode !== 0 && !isExplained) throw new Error(`the suite ended with ${exitCode}:\n${output()}`)
          return results
        }
      }
    }
  }
}
