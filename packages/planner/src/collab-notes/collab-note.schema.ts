import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

export const CollabNote = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  user_id: Type.Integer({ description: 'Who wrote it first' }),
  username: Type.String(),
  avatar: NullableText(),
  avatar_url: NullableText(),
  title: Type.String(),
  content: Type.Union([Type.String(), Type.Null()], { description: 'Markdown' }),
  category: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  website: NullableText(),
  pinned: Type.Boolean(),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  updated_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type CollabNote = Static<typeof CollabNote>

/** Left out stays as it is; `null` clears, or brings back the usual category and colour. */
export interface CollabNoteChanges {
  title?: string | undefined
  /** Markdown. */
  content?: string | null | undefined
  category?: string | null | undefined
  /** #rrggbb */
  color?: string | null | undefined
  website?: string | null | undefined
  pinned?: boolean | undefined
}

export type NewCollabNote = CollabNoteChanges & { title: string }
