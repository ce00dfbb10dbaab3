import { chmod, mkdtemp, rm, statfs } from 'node:fs/promises'
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
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '256MB' }

/** Memory that looks like a disk: there a database of hundreds of files is made in no time. */
const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 2 * 1024 ** 3

/** Starts a throw-away PostgreSQL. As root the server runs as the account `postgres`, made if missing. */
export async function startCluster({ isDurable = false }: ClusterOptions = {}): Promise<Cluster> {
  const settings = { ...SETTINGS, ...(!isDurable && NOT_DURABLE) }
  const home = await makeDirectory(tmpdir())
  const data = isDurable || !(await hasRoom(MEMORY)) ? home : await makeDirectory(MEMORY)
  const clear = async () => {
    for (const directory of new Set([home, data])) await rm(directory, { recursive: true, force: true })
  }
  const port = await freePort()
  const log: string[] = []
  const keep = (line: string) => log.push(line.trim())
  try {
    const EmbeddedPostgres = await loadEmbeddedPostgres(home)
    const server = new EmbeddedPostgres({
      databaseDir: join(data, 'data'),
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
        await clear()
      }
    }
  } catch (error) {
    await clear()
    throw new Error(`PostgreSQL did not start:\n${log.slice(-10).join('\n')}`, { cause: error })
  }
}

async function makeDirectory(parent: string): Promise<string> {
  const directory = await mkdtemp(join(parent, 'test-postgres-'))
  await chmod(directory, 0o755)
  return directory
}

async function hasRoom(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize >= ENOUGH_BYTES
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
