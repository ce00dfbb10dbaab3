/** What people are told of. */
export const notificationEvents = [
  'trip_invite',
  'booking_change',
  'journey_invite',
  'vacay_invite',
  'collab_message',
  'packing_tagged',
  'trip_reminder',
  'todo_due'
] as const
export type NotificationEvent = (typeof notificationEvents)[number]

/** The ways to tell people. */
export const notificationChannels = ['inapp'] as const
export type NotificationChannel = (typeof notificationChannels)[number]

/** The names in a notification's text. `actor`, if somebody did it, and `trip`, if it is on one, are always there. */
export type NotificationParams = Readonly<Record<string, string>>

interface Wording {
  title: string
  text: (params: NotificationParams) => string
}

/** What each says in English; pages of other languages have the keys. */
const wordings: Record<NotificationEvent, Wording> = {
  trip_invite: {
    title: 'You are on a trip',
    text: ({ actor, trip }) => `${actor} added you to the trip “${trip}”`
  },
  booking_change: {
    title: 'A booking changed',
    text: ({ actor, trip, booking, change = 'changed' }) => `${actor} ${change} the booking “${booking}” of “${trip}”`
  },
  journey_invite: {
    title: 'You are on a journey',
    text: ({ actor, journey }) => `${actor} added you to the journey “${journey}”`
  },
  vacay_invite: {
    title: 'Plan vacations together',
    text: ({ actor }) => `${actor} invites you to share a vacation plan`
  },
  collab_message: {
    title: 'News from a trip',
    text: ({ actor, trip, note }) =>
      note === undefined ? `${actor} wrote in the chat of “${trip}”` : `${actor} added the note “${note}” to “${trip}”`
  },
  packing_tagged: {
    title: 'Something to pack',
    text: ({ actor, trip, category }) => `${actor} set who packs “${category}” for “${trip}”`
  },
  trip_reminder: {
    title: 'A trip begins soon',
    text: ({ trip, date }) => `“${trip}” begins on ${date}`
  },
  todo_due: {
    title: 'Something to do',
    text: ({ trip, todo, date }) => `“${todo}” for “${trip}” is due on ${date}`
  }
}

/** The sentences of a notification, and the keys under which pages find their own. */
export function wordingOf(event: NotificationEvent, params: NotificationParams) {
  const { title, text } = wordings[event]
  return {
    title,
    text: text(params),
    title_key: `notifications.${event}.title`,
    text_key: `notifications.${event}.text`
  }
}
