import { setTimeout } from 'node:timers/promises'
import { startCluster } from '@trek/test-postgres'
import postgres from 'postgres'

/** A commit that is not on disk costs nothing, and would make every figure here a lie. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** PostgreSQL counts a transaction some time after it was made: when its connection closes, at the latest. */
const COUNTING_MS = 500

/** One PostgreSQL as it comes, with an empty database for whoever asks. */
export async function startDatabaseServer() {
  const cluster = await startCluster({ isDurable: true })
  const admin = postgres(cluster.url, { max: 1, onnotice: () => {} })

  async function stop() {
    await admin.end()
    await cluster.stop()
  }

  try {
    for (const [name, expected] of Object.entries(DURABLE)) {
      const [{ setting }] = await admin`select current_setting(${name}) as setting`
      if (setting !== expected) throw new Error(`PostgreSQL runs with ${name} = ${setting}`)
    }
    const [{ version }] = await admin`select current_setting('server_version') as version`
    return {
      version,
      /** @param {string} name @returns {Promise<string>} Its URL. */
      async createDatabase(name) {
        await admin`create database ${admin(name)}`
        const url = new URL(cluster.url)
        url.pathname = `/${name}`
        return url.href
      },
      /** Writes out what earlier rounds left, so that no round pays for the one before. */
      checkpoint: () => admin`checkpoint`,
      /**
       * How many transactions were committed in a database, once everybody has left it.
       *
       * @param {string} name
       */
      async countTransactions(name) {
        await setTimeout(COUNTING_MS)
        const [{ count }] =
          await admin`select xact_commit::float8 as count from pg_stat_database where datname = ${name}`
        return count
      },
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}
