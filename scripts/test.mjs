import { build, install, root, run } from './workspace.mjs'

// `npm test`: from a fresh clone to a verdict. One PostgreSQL serves the whole run.
install()
build()
run(process.execPath, [
  `${root}tooling/test-postgres/bin/with-postgres.js`,
  process.execPath,
  `${root}scripts/run-tests.mjs`,
  ...process.argv.slice(2)
])
