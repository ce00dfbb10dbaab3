/** From here on the page warns that others used the machine. */
const BUSY_PERCENT = 15

const metricNames = { rate: '', p99: 'time of 99 %, ', present: 'memory, ' }

/**
 * `docs/performance.md`, from the newest run of each topic.
 *
 * @param {{ name: string, result: any, whyMissed?: string }[]} runs
 * @returns {string}
 */
export function renderPage(runs) {
  return `# Performance

How fast the token endpoint and the MCP endpoint are, next to what they cannot beat and to other servers, on one machine in
one run. Written by \`npm run bench\`, from the files in [\`bench/results\`](../bench/results);
[how it measures](../bench/README.md).

Machines are noisy, and yours is another one: what carries over is the ratios, not the figures. Each ratio is taken round
by round, between neighbours in time, and the median is shown with the least and the greatest.

${runs.map(renderRun).join('\n')}`
}

function renderRun({ name, result, whyMissed }) {
  const { title, measuredAt, revision, machine, settings, topic, subjects, goals, idleClients } = result
  const isIdle = idleClients !== undefined
  return `## ${title}

${isIdle ? memoryTable(subjects) : rateTable(subjects)}

| target | | measured | |
| --- | --- | ---: | --- |
${goals.map((goal) => goalRow(goal)).join('\n')}
${reason(goals, whyMissed)}
- ${measuredAt.slice(0, 10)}, commit ${revision ?? 'unknown'}: [\`${name}\`](../bench/results/${name})
- \`${commandOf(topic, settings)}\`
- ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}, Node ${machine.node}
- PostgreSQL ${machine.postgres}, \`fsync\` on; the disk keeps a small write in ${machine.diskSyncMilliseconds} ms
- ${busyRemark(machine)}
- ${isIdle ? idleRemark(idleClients, settings) : loadRemark(settings)}
- ${settings.poolSize} database connections per subject; every answer was 200 with the body it should have
`
}

function rateTable(subjects) {
  return `| subject | requests/s, median | least to greatest | of the first | median, 99 % answered within | transactions per request |
| --- | ---: | ---: | ---: | ---: | ---: |
${subjects.map(rateRow).join('\n')}`
}

function rateRow({ title, version, requestsPerSecond, ratioToFloor, milliseconds, transactionsPerRequest }) {
  const { median, min, max } = requestsPerSecond
  return tableRow([
    version ? `${title} ${version}` : title,
    figure(median),
    `${figure(min)} to ${figure(max)}`,
    spread(ratioToFloor),
    // Earlier runs did not take the time of each request.
    milliseconds ? `${milliseconds.p50.median.toFixed(1)} ms, ${milliseconds.p99.median.toFixed(1)} ms` : '',
    transactionsPerRequest
  ])
}

function memoryTable(subjects) {
  return `| subject | memory for each client, median | least to greatest | when it has gone |
| --- | ---: | ---: | ---: |
${subjects.map(memoryRow).join('\n')}`
}

function memoryRow({ title, bytesPerClient: { present, gone } }) {
  return tableRow([
    title,
    kibibytes(present.median),
    `${kibibytes(present.min)} to ${kibibytes(present.max)}`,
    kibibytes(gone.median)
  ])
}

function goalRow({ of, to, metric = 'rate', atLeast, atMost, ratio, isMet }) {
  const target = atLeast === undefined ? `at most ${atMost.toFixed(2)}` : `at least ${atLeast.toFixed(2)}`
  return tableRow([`${metricNames[metric]}${of} / ${to}`, target, spread(ratio), isMet ? 'met' : 'missed'])
}

/** Known from looking, not from this run. */
function reason(goals, whyMissed) {
  if (whyMissed === undefined || goals.every(({ isMet }) => isMet)) return ''
  return `\nWhy a target is missed: ${whyMissed.replaceAll('\n', ' ')}\n`
}

function tableRow(cells) {
  return `| ${cells.join(' | ')} |`
}

function spread({ median, min, max }) {
  return min === max ? median.toFixed(2) : `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`
}

function figure(number) {
  return number.toLocaleString('en')
}

function kibibytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`
}

function busyRemark({ busyPercentBefore }) {
  const busy = `before the run others kept ${busyPercentBefore} % of the processors busy`
  return busyPercentBefore > BUSY_PERCENT ? `**${busy}**: read the spread, not only the median` : busy
}

function loadRemark({ connections, rounds, secondsPerRound, warmUpSeconds }) {
  return `${connections} connections with one request in flight each, ${rounds} rounds of ${secondsPerRound} s in turn after ${warmUpSeconds} s of warm-up`
}

function idleRemark(idleClients, { rounds }) {
  return `${idleClients} clients with a connection each that introduced themselves and then did nothing, ${rounds} rounds in turn; memory after a garbage collection`
}

/** The command that does the same again. */
function commandOf(topic, { rounds, secondsPerRound, warmUpSeconds, connections }) {
  return `npm run bench -- ${topic} --rounds ${rounds} --seconds ${secondsPerRound} --warm-up ${warmUpSeconds} --connections ${connections}`
}
