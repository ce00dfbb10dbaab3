import { spawn } from 'node:child_process'
import { build, install, root } from './workspace.mjs'

// `npm run dev`: the server, restarted when its build changes, behind Vite's own server for the pages.
install()
build()
const env = { APP_URL: 'http://127.0.0.1:5173', ...process.env }
const children = [
  spawn(`${root}node_modules/.bin/turbo`, ['watch', 'build', '--filter=!@trek/web'], { cwd: root, stdio: 'inherit' }),
  spawn(process.execPath, ['--watch', `${root}apps/trek/dist/server.js`], { cwd: root, stdio: 'inherit', env }),
  spawn('npm', ['run', 'dev', '--workspace', 'apps/web'], { cwd: root, stdio: 'inherit' })
]
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => children.forEach((child) => child.kill(signal)))
