import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'

const SYNCS = 200

/** What a reader needs to know of the machine to place the figures. */
export function describeMachine() {
  const all = cpus()
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    diskSyncMilliseconds: timeDiskSync()
  }
}

/** How long one small write takes to reach the disk; the upper bound of commits one after the other. */
function timeDiskSync() {
  const directory = mkdtempSync(join(tmpdir(), 'bench-sync-'))
  const file = openSync(join(directory, 'file'), 'w')
  try {
    const page = Buffer.alloc(8192, 1)
    const startedAt = performance.now()
    for (let i = 0; i < SYNCS; i++) {
      writeSync(file, page, 0, page.length, 0)
      fdatasyncSync(file)
    }
    return Number(((performance.now() - startedAt) / SYNCS).toFixed(3))
  } finally {
    closeSync(file)
    rmSync(directory, { recursive: true })
  }
}
