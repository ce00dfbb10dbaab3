import { build, install, root } from './workspace.mjs'

// `npm start`: from a fresh clone to a running server. The server runs in this process, so signals reach it.
install()
build()
stopWithNpm()
process.chdir(root)
await import('../apps/trek/dist/server.js')

/** npm hands SIGTERM to the shell between it and this process; most shells die of it and pass nothing on. */
function stopWithNpm() {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
