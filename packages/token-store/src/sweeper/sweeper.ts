import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { SweepTask } from './sweep-task.ts'

/** Any number nobody else locks: whoever holds it sweeps. */
const SWEEP_LOCK = 7_245_304
const BATCH = 1000

/**
 * Sweeps everything once, in batches that are transactions of their own. While another node sweeps, this one leaves it
 * to that. Answers with how many rows it was about.
 *
 * @throws {AggregateError} naming the tasks that failed, once the others are done.
 */
export async function sweep(db: Database, tasks: readonly SweepTask[], batch = BATCH): Promise<number> {
  const failures = new Map<string, unknown>()
  const swept = await sweepEach(db, tasks, batch, { onError: (error, task) => failures.set(task, error) })
  if (failures.size > 0)
    throw new AggregateError(failures.values(), `could not be swept: ${[...failures.keys()].join(', ')}`)
  return swept
}

interface Round {
  /** Called with what a task failed with, and its name. */
  onError: (error: unknown, task: string) => void
  /** Whether no further batch is to be begun. */
  isStopped?: () => boolean
}

async function sweepEach(
  db: Database,
  tasks: readonly SweepTask[],
  batch: number,
  { onError, isStopped = () => false }: Round
): Promise<number> {
  let swept = 0
  for (const task of tasks) {
    try {
      let rows = batch
      while (rows >= batch && !isStopped()) {
        rows = await sweepBatch(db, task, batch)
        swept += rows
      }
    } catch (error) {
      onError(error, task.name)
    }
  }
  return swept
}

async function sweepBatch(db: Database, task: SweepTask, batch: number): Promise<number> {
  return db.transaction(async (tx) => {
    const [lock] = await tx
      .select({ isOurs: sql<boolean>`pg_try_advisory_xact_lock(${SWEEP_LOCK})` })
      .from(sql`(select 1) one`)
    return lock?.isOurs ? task.sweep(tx, batch) : 0
  })
}

export interface Sweeper {
  stop(): Promise<void>
}

/** Sweeps now and then, a little earlier or later each time, so that nodes started together do not stay in step. */
export function startSweeper(
  db: Database,
  tasks: readonly SweepTask[],
  { everySeconds, onError }: { everySeconds: number; onError: Round['onError'] }
): Sweeper {
  let isStopped = false
  let running: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout

  const schedule = () => {
    const delay = everySeconds * 1000 * (0.75 + Math.random() / 2)
    timer = setTimeout(() => {
      running = sweepEach(db, tasks, BATCH, { onError, isStopped: () => isStopped }).finally(() => {
        if (!isStopped) schedule()
      })
    }, delay).unref()
  }
  schedule()

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    }
  }
}
