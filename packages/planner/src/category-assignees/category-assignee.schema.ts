import { Type, type Static } from 'typebox'
import { Person } from '../users/person.schema.ts'

/** Who looks after each category, by its name. */
export const CategoryAssignees = Type.Record(Type.String(), Type.Array(Person))
export type CategoryAssignees = Static<typeof CategoryAssignees>
