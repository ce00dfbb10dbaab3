interface AddonFeature {
  /** `<addon>.<feature>`, as tools and administrators name it. */
  id: string
  addon: string
  name: string
  description: string
  /** The setting of the instance that holds what an administrator decided. */
  setting: string
}

/** Parts of an addon that have a switch of their own: on, while the addon is, until an administrator decides otherwise. */
export const addonFeatures: readonly AddonFeature[] = [
  {
    id: 'collab.notes',
    addon: 'collab',
    name: 'Shared notes',
    description: 'Notes that everybody on a trip reads and edits',
    setting: 'collab_notes_enabled'
  },
  {
    id: 'collab.polls',
    addon: 'collab',
    name: 'Polls',
    description: 'Questions on which the people of a trip vote',
    setting: 'collab_polls_enabled'
  },
  {
    id: 'collab.chat',
    addon: 'collab',
    name: 'Chat',
    description: 'Messages among the people of a trip',
    setting: 'collab_chat_enabled'
  }
]
