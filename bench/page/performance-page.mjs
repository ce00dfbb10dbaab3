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

- When and what: ${measuredAt.slice(0, 10)}, commit ${revision ?? 'unknown'}, with \`${commandOf(topic, settings)}\`; the figures are in
  [\`${name}\`](../bench/results/${name}).
- Where: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform}; Node ${machine.node}; PostgreSQL
  ${machine.postgres} with \`fsync\` on, on a disk that keeps a small write in ${machine.diskSyncMilliseconds} ms.
- How: ${settings.connections} connections, each with one request in flight; ${settings.rounds} rounds of ${settings.secondsPerRound} s in turn after a
  warm-up of ${settings.warmUpSeconds} s; database pools of ${settings.poolSize}. Every answer was 200 with the body it should have.
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

/** The command that does the same again. */
function commandOf(topic, { rounds, secondsPerRound, warmUpSeconds, connections }) {
  return `npm run bench -- ${topic} --rounds ${rounds} --seconds ${secondsPerRound} --warm-up ${warmUpSeconds} --connections ${connections}`
}
