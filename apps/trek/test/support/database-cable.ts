import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { createTestDatabase } from '@trek/test-postgres'
import type { Teardown } from './trek.ts'

export interface DatabaseCable {
  /** Where the database is, by way of the cable. */
  url: string
  /** Connections break, and no new ones are accepted. */
  pull(): void
  /** Connections stay, and nothing comes through. */
  stall(): void
  plugIn(): void
}

/** A real PostgreSQL database behind a cable that can be pulled. */
export async function databaseOnACable(t: Teardown): Promise<DatabaseCable> {
  const url = new URL((await createTestDatabase(t)).url)
  const port = Number(url.port)
  const sockets = new Set<Socket>()
  let isPulled = false
  let isStalled = false
  const cable = createServer((near) => {
    if (isPulled) {
      near.destroy()
      return
    }
    const far = connect(port, url.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
    if (isStalled) for (const socket of [near, far]) socket.pause()
  })
  await new Promise<void>((resolve) => cable.listen(0, '127.0.0.1', resolve))
  url.port = String((cable.address() as AddressInfo).port)
  t.teardown(() => new Promise<void>((resolve) => cable.close(() => resolve())))
  return {
    url: url.href,
    pull() {
      isPulled = true
      for (const socket of sockets) socket.destroy()
    },
    stall() {
      isStalled = true
      for (const socket of sockets) socket.pause()
    },
    plugIn() {
      isPulled = false
      isStalled = false
      for (const socket of sockets) socket.resume()
    }
  }
}
