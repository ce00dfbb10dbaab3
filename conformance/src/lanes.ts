/** Does jobs in their order, so many at a time, and answers in that order. The first that fails ends it. */
export async function inLanes<Job, Outcome>(
  count: number,
  jobs: readonly Job[],
  work: (job: Job) => Promise<Outcome>
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const waiting = jobs.entries()
  const lane = async () => {
    // All lanes take from the same iterator.
    for (const [at, job] of waiting) outcomes[at] = await work(job)
  }
  await Promise.all(Array.from({ length: count }, lane))
  return outcomes
}
