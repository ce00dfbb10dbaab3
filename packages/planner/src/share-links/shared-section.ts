import type { Static, TObject } from 'typebox'
import type { Database } from '../database.ts'
import type { ShareFlag } from './share-link.schema.ts'

/** One part of what a public link shows, while its flag is set. */
export interface SharedSection<Schema extends TObject = TObject> {
  flag: ShareFlag
  /** The addon, or the part of one, that has to be on; absent: always there. */
  addon?: string
  /** The members it adds to the view. It names all that leaves: people without an account read this. */
  schema: Schema
  read(db: Database, tripId: number): Promise<Static<Schema>>
}

/** One part of the public view; name the schema and pass it as the type argument. */
export function defineSharedSection<Schema extends TObject>(section: SharedSection<Schema>): SharedSection {
  return section
}
