import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEmbeddedPostgres } from './embedded-postgres.ts'

export interface Cluster {
  /** Connection URL of the maintenance database, as superuser. */
  url: string
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Whether commits reach the disk before they are answered, as in production. Default false. */
  isDurable?: boolean
}

/** Only this machine may connect. */
const SETTINGS = { max_connections: 300, listen_addresses: '127.0.0.1', unix_socket_directories: '' }

/** A test's data has to survive nothing. */
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Starts a throw-away PostgreSQL. As root the server runs as the account `postgres`, made if missing. */
export async function startCluster({ isDurable = false }: ClusterOptions = {}): Promise<Cluster> {
  const settings = { ...SETTINGS, ...(!isDurable && NOT_DURABLE) }
  const home = await mkdtemp(join(tmpdir(), 'test-postgres-'))
  await chmod(home, 0o755)
  const port = await freePort()
  const log: string[] = []
  const keep = (line: string) => log.push(line.trim())
  try {
    const EmbeddedPostgres = await loadEmbeddedPostgres(home)
    const server = new EmbeddedPostgres({
      databaseDir: join(home, 'data'),
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C'],
      postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog: keep,
      onError: (error) => keep(String(error))
    })
    await server.initialise()
    await server.start()
    return {
      url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
      async stop() {
        await server.stop()
        await rm(home, { recursive: true, force: true })
      }
    }
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw new Error(`PostgreSQL did not start:\n${log.slice(-10).join('\n')}`, { cause: error })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))
      )
    })
  })
}
