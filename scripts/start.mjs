import { build, install, root } from './workspace.mjs'

// `npm start`: from a fresh clone to a running server. The server runs in this process, so signals reach it.
install()
build()
process.chdir(root)
await import('../apps/trek/dist/server.js')
