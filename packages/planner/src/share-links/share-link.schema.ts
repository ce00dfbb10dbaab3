import { Type, type Static } from 'typebox'

/** What a public link shows beside the trip itself. */
export const ShareFlags = Type.Object({
  share_map: Type.Boolean({ description: 'Days, visits, day notes and places' }),
  share_bookings: Type.Boolean({ description: 'Bookings and stays, without confirmation numbers' }),
  share_packing: Type.Boolean({ description: 'What is packed for everybody' }),
  share_budget: Type.Boolean({ description: 'Expenses, without who pays them' }),
  share_collab: Type.Boolean({ description: 'The latest chat messages, with names' })
})
export type ShareFlags = Static<typeof ShareFlags>
export type ShareFlag = keyof ShareFlags

export const ShareLink = Type.Object({
  token: Type.String({ description: 'Opens the page /shared/{token} of this site for everybody who has it' }),
  ...ShareFlags.properties,
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  expires_at: Type.String({ description: 'From then on it shows nothing; ISO 8601, UTC' })
})
export type ShareLink = Static<typeof ShareLink>

/** Left out stays as it is. A new link shows days and bookings, and nothing else. */
export type ShareFlagChanges = { [Flag in ShareFlag]?: boolean | undefined }
