import { build, install, root, run } from './workspace.mjs'

// `npm run conformance`: what the official MCP conformance suite says of the built TREK and of its MCP endpoint.
// `npm run conformance:serve`: what the endpoint is judged by, served until Ctrl-C. Both on a PostgreSQL of their own.
const [program = 'main', ...args] = process.argv.slice(2)

install()
build()
run(process.execPath, [
  `${root}tooling/test-postgres/bin/with-postgres.js`,
  process.execPath,
  `${root}conformance/dist/${program}.js`,
  ...args
])
