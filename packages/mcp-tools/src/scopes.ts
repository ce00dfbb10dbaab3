export interface TrekScope {
  label: string
  description: string
  group: string
  risk: 'read' | 'write' | 'delete'
  implies: string[]
}

function scope(
  group: string,
  risk: TrekScope['risk'],
  label: string,
  description: string,
  implies: string[] = []
): TrekScope {
  return { group, risk, label, description, implies }
}

/** Every scope a client can ask for, as people see them when they consent. */
export const trekScopes = {
  'trips:read': scope(
    'Trips',
    'read',
    'See trips',
    'Read trips, days, day notes, stays, people and the calendar export'
  ),
  'trips:write': scope(
    'Trips',
    'write',
    'Change trips',
    'Make, change and copy trips; change days, day notes, stays and people',
    ['trips:read']
  ),
  'trips:delete': scope('Trips', 'delete', 'Delete trips', 'Delete whole trips for good', ['trips:read']),
  'trips:share': scope('Trips', 'write', 'Public trip links', 'Make, change and remove public links of trips', [
    'trips:read'
  ]),
  'places:read': scope(
    'Places',
    'read',
    'See places',
    'Read places, visits on days, tags and categories; search for places'
  ),
  'places:write': scope('Places', 'write', 'Change places', 'Make, change, import and delete places, visits and tags', [
    'places:read'
  ]),
  'atlas:read': scope(
    'Atlas',
    'read',
    'See Atlas',
    'Read visited countries and regions, statistics and the bucket list'
  ),
  'atlas:write': scope('Atlas', 'write', 'Change Atlas', 'Mark countries and regions, edit the bucket list', [
    'atlas:read'
  ]),
  'packing:read': scope(
    'Packing',
    'read',
    'See packing lists',
    'Read packing items, bags, templates and who packs what'
  ),
  'packing:write': scope(
    'Packing',
    'write',
    'Change packing lists',
    'Edit packing items and bags, use and (as admin) save templates',
    ['packing:read']
  ),
  'todos:read': scope('To-dos', 'read', 'See to-dos', 'Read to-dos and their default assignees'),
  'todos:write': scope('To-dos', 'write', 'Change to-dos', 'Make, change, order and delete to-dos', ['todos:read']),
  'budget:read': scope('Budget', 'read', 'See costs', 'Read expenses, balances and payments'),
  'budget:write': scope('Budget', 'write', 'Change costs', 'Edit expenses, splits and payments', ['budget:read']),
  'reservations:read': scope('Reservations', 'read', 'See bookings', 'Read bookings and, in the trip summary, stays'),
  'reservations:write': scope(
    'Reservations',
    'write',
    'Change bookings',
    'Make, change, order and delete bookings, transport and transit journeys',
    ['reservations:read']
  ),
  'collab:read': scope('Collaboration', 'read', 'See notes, polls and chat', 'Read shared notes, polls and messages'),
  'collab:write': scope(
    'Collaboration',
    'write',
    'Write notes, polls and chat',
    'Write shared notes and messages, run and vote in polls',
    ['collab:read']
  ),
  'notifications:read': scope('Notifications', 'read', 'See notifications', 'Read notifications and the unread count'),
  'notifications:write': scope('Notifications', 'write', 'Handle notifications', 'Mark notifications read or unread', [
    'notifications:read'
  ]),
  'vacay:read': scope('Vacation', 'read', 'See vacation plan', 'Read vacation plan, days, holidays and statistics'),
  'vacay:write': scope(
    'Vacation',
    'write',
    'Change vacation plan',
    'Change vacation days, holidays, allowances, settings and sharing',
    ['vacay:read']
  ),
  'geo:read': scope(
    'Geo',
    'read',
    'Maps, airports and transit',
    'Look up coordinates, map links, place details, airports and transit connections'
  ),
  'weather:read': scope('Weather', 'read', 'Weather', 'Get weather for a place and day'),
  'journey:read': scope('Journey', 'read', 'See journeys', 'Read journeys, entries and contributors'),
  'journey:write': scope('Journey', 'write', 'Change journeys', 'Make and change journeys, entries and contributors', [
    'journey:read'
  ]),
  'journey:share': scope('Journey', 'write', 'Public journey links', 'Read, make and remove public links of journeys')
} satisfies Record<string, TrekScope>

export type TrekScopeName = keyof typeof trekScopes

/** The scopes and all they imply: who may change trips may see them. */
export function expandScopes(names: readonly string[]): ReadonlySet<string> {
  const known: Record<string, TrekScope> = trekScopes
  return new Set(names.flatMap((name) => [name, ...(known[name]?.implies ?? [])]))
}
