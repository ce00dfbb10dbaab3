import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'

const NGINX = '/usr/sbin/nginx'

/** Whether this machine has it: it is no npm package. */
export const hasNginx = existsSync(NGINX)

/** nginx in front of a server, with nothing said but where that is: all else is its default. */
export async function startNginx(t: Test, { port, upstream }: { port: string; upstream: string }): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'nginx-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  // As root it has workers of another account, which keep what is too large for memory in here.
  await chmod(home, 0o755)
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  await writeFile(
    join(home, 'nginx.conf'),
    `pid ${home}/nginx.pid;
    events {}
    http {
      access_log off;
      ${folders.map((name) => `${name}_temp_path ${home}/${name};`).join('\n')}
      server {
        listen 127.0.0.1:${port};
        location / { proxy_pass ${upstream}; }
      }
    }`
  )
  const child = spawn(NGINX, ['-e', 'stderr', '-p', home, '-c', join(home, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe']
  })
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const ended = once(child, 'close')
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  for (let tries = 0; tries < 100 && child.exitCode === null; tries++) {
    const isThere = await fetch(`http://127.0.0.1:${port}/api/health`).then(
      () => true,
      () => false
    )
    if (isThere) return
    await setTimeout(50)
  }
  throw new Error(`nginx does not answer: ${complaints}`)
}
