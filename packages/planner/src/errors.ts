/** Codes are public: pages and assistants act on them. */
export type PlannerErrorCode =
  | 'trip_not_found'
  | 'day_not_found'
  | 'place_not_found'
  | 'assignment_not_found'
  | 'note_not_found'
  | 'poll_not_found'
  | 'message_not_found'
  | 'reply_not_found'
  | 'tag_not_found'
  | 'notification_not_found'
  | 'share_link_not_found'
  | 'accommodation_not_found'
  | 'reservation_not_found'
  | 'transport_not_found'
  | 'airport_not_found'
  | 'budget_item_not_found'
  | 'settlement_not_found'
  | 'packing_item_not_found'
  | 'bag_not_found'
  | 'template_not_found'
  | 'todo_not_found'
  | 'bucket_item_not_found'
  | 'journey_not_found'
  | 'entry_not_found'
  | 'activity_not_found'
  | 'addon_not_found'
  | 'user_not_found'
  | 'permission_denied'
  | 'admin_required'
  | 'last_administrator'
  | 'foreign_reference'
  | 'invalid_date'
  | 'invalid_time'
  | 'invalid_range'
  | 'invalid_currency'
  | 'invalid_country'
  | 'invalid_region'
  | 'invalid_value'
  | 'nothing_to_update'
  | 'empty_packing_list'
  | 'invalid_option'
  | 'poll_closed'
  | 'not_author'
  | 'not_hotel'
  | 'not_transport'
  | 'unresolved_endpoint'
  | 'itinerary_mismatch'
  | 'undated_day'
  | 'date_mismatch'
  | 'no_arrival_day'
  | 'already_member'
  | 'is_owner'
  | 'date_taken'
  | 'not_undoable'
  | 'already_undone'
  | 'undo_conflict'
  | 'username_taken'
  | 'calendar_not_found'
  | 'invite_self'
  | 'already_invited'
  | 'already_fused'
  | 'no_pending_invite'
  | 'color_taken'
  | 'upstream_failed'
  | 'email_taken'

/** A refusal the caller can do something about. Knows no HTTP: each edge has its own way of telling. */
export abstract class PlannerError extends Error {
  readonly code: PlannerErrorCode

  constructor(code: PlannerErrorCode, message: string) {
    super(message)
    this.code = code
    this.name = new.target.name
  }
}

/** Missing, or somebody else's: the two are never told apart. */
export class NotFoundError extends PlannerError {}

/** The caller may see the thing but not do this to it. */
export class ForbiddenError extends PlannerError {}

/** What is asked for clashes with what is there. */
export class ConflictError extends PlannerError {}

/** A value that no rule of the domain allows. */
export class InvalidInputError extends PlannerError {}

/** Something that is asked elsewhere does not answer; the same may work later. */
export class UnavailableError extends PlannerError {}

/** What the database says (SQLSTATE) of a value that none of its columns could hold. */
const UNKEEPABLE = new Set(['22003', '22P02', '22021', '22P05'])

/**
 * What an error of the planner is to its caller: a refusal, also where it was the database that refused a value, such as an
 * id beyond all there can be. `undefined`: it is nothing the caller could do something about.
 */
export function refusalIn(error: unknown): PlannerError | undefined {
  if (error instanceof PlannerError) return error
  const cause = error instanceof Error ? (error.cause ?? error) : error
  const isUnkeepable =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && UNKEEPABLE.has(cause.code)
  return isUnkeepable
    ? new InvalidInputError(
        'invalid_value',
        'One of the values cannot be kept or looked for: a number or an id that is too large, or text with a NUL (U+0000) in it'
      )
    : undefined
}
