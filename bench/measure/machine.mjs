import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const SYNCS = 200
const WATCH_MS = 2000

/** What a reader needs to know of the machine to place the figures. */
export async function describeMachine() {
  const all = cpus()
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    busyPercentBefore: await watchOthers(),
    diskSyncMilliseconds: timeDiskSync()
  }
}

/** How much of the processors others take, while nothing of ours runs: the subjects will not get it. */
async function watchOthers() {
  const before = cpuTimes()
  await setTimeout(WATCH_MS)
  const after = cpuTimes()
  return Math.round(100 * (1 - (after.idle - before.idle) / (after.all - before.all)))
}

function cpuTimes() {
  const times = cpus().map((core) => core.times)
  const sumOf = (kind) => times.reduce((sum, one) => sum + one[kind], 0)
  return { idle: sumOf('idle'), all: Object.keys(times[0]).reduce((sum, kind) => sum + sumOf(kind), 0) }
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
