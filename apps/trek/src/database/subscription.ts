import postgres from 'postgres'
import type { Listener } from './database.ts'

const RETRY_MS = 1000

/**
 * Listens on a connection of its own, and again whenever that was lost. postgres.js' own `listen` gives up when its one
 * attempt to do so meets a database that is still down.
 */
export async function subscribe(url: string, channel: string, listener: Listener): Promise<() => Promise<void>> {
  let isOver = false
  let isTrying = true
  let isLost = false
  const options = {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    onnotice: () => {},
    onnotify: (_channel: string, payload: string) => listener.message(payload),
    onclose: () => {
      isLost = true
      if (!isTrying && !isOver) void resume()
    }
  }
  const client = postgres(url, options)
  const listen = () => client`listen ${client(channel)}`

  async function resume(): Promise<void> {
    isTrying = true
    isLost = false
    const isListening = await listen().then(
      () => true,
      () => false
    )
    if (isOver) return
    if (isListening && !isLost) {
      isTrying = false
      listener.resumed()
    } else setTimeout(() => void resume(), RETRY_MS).unref()
  }

  await listen()
  isLost = false
  isTrying = false
  return () => {
    isOver = true
    return client.end({ timeout: 1 })
  }
}
