import type { Change, ChangeFeed } from '../definitions/changes.ts'

/** A burst of changes of one kind is told once a second. */
const TELL_EVERY_MS = 1000

export type ListKind = 'tools' | 'resources' | 'prompts'

/** What a stream wants to hear of. */
export interface Interest {
  subject: string
  lists: ReadonlySet<ListKind>
  /** URIs of resources; what lies below one counts as well. */
  uris: ReadonlySet<string>
  tell: (notification: Notification) => void
}

export interface Notification {
  method: string
  params: { uri?: string }
}

/** Everybody who wants to hear of changes on this node. */
export interface Listeners {
  /** Returns what ends it. */
  add(interest: Interest): () => void
  close(): void
}

export function createListeners(changes: ChangeFeed): Listeners {
  const tellers = new Map<Interest, Teller>()
  const stop = changes.listen((change) => {
    for (const [interest, teller] of tellers) {
      if (change.audience && !change.audience.includes(interest.subject)) continue
      for (const notification of notificationsFor(interest, change)) teller.tell(notification)
    }
  })
  return {
    add(interest) {
      const teller = createTeller(interest)
      tellers.set(interest, teller)
      return () => {
        teller.stop()
        tellers.delete(interest)
      }
    },
    close() {
      stop()
      for (const teller of tellers.values()) teller.stop()
      tellers.clear()
    }
  }
}

function notificationsFor({ lists, uris }: Interest, change: Change): Notification[] {
  if ('list' in change)
    return lists.has(change.list) ? [{ method: `notifications/${change.list}/list_changed`, params: {} }] : []
  return change.resources
    .filter((changed) => [...uris].some((uri) => isPartOf(uri, changed)))
    .map((uri) => ({ method: 'notifications/resources/updated', params: { uri } }))
}

/** What was subscribed to may ask for a part only (`?assignment=all`): whatever changes in the whole may be that part. */
function isPartOf(subscribed: string, changed: string): boolean {
  const [whole = ''] = subscribed.split('?', 1)
  return changed === whole || changed.startsWith(`${whole}/`)
}

interface Teller {
  tell(notification: Notification): void
  stop(): void
}

/** The first is told at once; what follows within a second waits, once. */
function createTeller({ tell }: Interest): Teller {
  const waiting = new Map<string, NodeJS.Timeout | undefined>()
  const due = new Map<string, Notification>()

  function pass(key: string): void {
    const notification = due.get(key)
    due.delete(key)
    if (!notification) {
      waiting.delete(key)
      return
    }
    tell(notification)
    waiting.set(key, setTimeout(() => pass(key), TELL_EVERY_MS).unref())
  }

  return {
    tell(notification) {
      const key = `${notification.method} ${notification.params.uri ?? ''}`
      due.set(key, notification)
      if (!waiting.has(key)) pass(key)
    },
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer)
      due.clear()
    }
  }
}
