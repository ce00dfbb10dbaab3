import { build, install, root, run } from './workspace.mjs'

// `npm run conformance`: what the official MCP conformance suite says of the built TREK, on a PostgreSQL of its own.
install()
build()
run(process.execPath, [
  `${root}tooling/test-postgres/bin/with-postgres.js`,
  process.execPath,
  `${root}conformance/dist/main.js`
])
