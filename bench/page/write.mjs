import { writeFileSync } from 'node:fs'
import { newestResult } from '../measure/results.mjs'
import { topics } from '../topics.mjs'
import { renderPage } from './performance-page.mjs'

// `npm run docs:performance`: writes docs/performance.md from the newest results, without measuring.
const runs = topics.flatMap(({ name, whyMissed }) => {
  const run = newestResult(name)
  return run ? [{ ...run, whyMissed }] : []
})
writeFileSync(new URL('../../docs/performance.md', import.meta.url), renderPage(runs))
