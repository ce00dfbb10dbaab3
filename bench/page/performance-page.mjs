/** From here on the page warns that others used the machine. */
const BUSY_PERCENT = 15

/**
 * `docs/performance.md`, from the newest run of each topic.
 *
 * @param {{ name: string, result: any }[]} runs
 * @returns {string}
 */
export function renderPage(runs) {
  return `# Performance

How fast the token endpoint is, next to what it cannot beat and to other authorization servers, on one machine in one run.
Written by \`npm run bench\`, from the files in [\`bench/results\`](../bench/results); [how it measures](../bench/README.md).

Machines are noisy, and yours is another one: what carries over is the ratios, not the figures. Each ratio is taken round
by round, between neighbours in time, and the median is shown with the least and the greatest.

${runs.map(renderRun).join('\n')}`
}

function renderRun({ name, result }) {
  const { title, measuredAt, revision, machine, settings, topic, subjects, goals } = result
  return `## ${title}

| subject | requests/s, median | least to greatest | of the floor | transactions per request |
| --- | ---: | ---: | ---: | ---: |
${subjects.map(subjectRow).join('\n')}

| target | at least | measured | |
| --- | ---: | ---: | --- |
${goals.map((goal) => goalRow(goal)).join('\n')}

- ${measuredAt.slice(0, 10)}, commit ${revision ?? 'unknown'}: [\`${name}\`](../bench/results/${name})
- \`${commandOf(topic, settings)}\`
- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}
- PostgreSQL ${machine.postgres}, \`fsync\` on; the disk keeps a small write in ${machine.diskSyncMilliseconds} ms
- ${busyRemark(machine)}
- ${settings.connections} connections with one request in flight each, ${settings.rounds} rounds of ${settings.secondsPerRound} s in turn after ${settings.warmUpSeconds} s of warm-up
- ${settings.poolSize} database connections per subject; every answer was 200 with the body it should have
`
}

function subjectRow({ title, version, requestsPerSecond, ratioToFloor, transactionsPerRequest }) {
  const { median, min, max } = requestsPerSecond
  const name = version ? `${title} ${version}` : title
  return `| ${[name, figure(median), `${figure(min)} to ${figure(max)}`, spread(ratioToFloor), transactionsPerRequest].join(' | ')} |`
}

function goalRow({ of, to, atLeast, ratio, isMet }) {
  return `| ${of} / ${to} | ${atLeast.toFixed(2)} | ${spread(ratio)} | ${isMet ? 'met' : 'missed'} |`
}

function spread({ median, min, max }) {
  return min === max ? median.toFixed(2) : `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`
}

function figure(number) {
  return number.toLocaleString('en')
}

function busyRemark({ busyPercentBefore }) {
  const busy = `before the run others kept ${busyPercentBefore} % of the processors busy`
  return busyPercentBefore > BUSY_PERCENT ? `**${busy}**: read the spread, not only the median` : busy
}

/** The command that does the same again. */
function commandOf(topic, { rounds, secondsPerRound, warmUpSeconds, connections }) {
  return `npm run bench -- ${topic} --rounds ${rounds} --seconds ${secondsPerRound} --warm-up ${warmUpSeconds} --connections ${connections}`
}
