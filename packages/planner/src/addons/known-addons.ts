interface KnownAddon {
  id: string
  name: string
  description: string
  /** Until an administrator decides otherwise. */
  isEnabledByDefault: boolean
}

/** Every addon there is, in the order in which they are shown. */
export const knownAddons: readonly KnownAddon[] = [
  {
    id: 'mcp',
    name: 'Assistants',
    description: 'The MCP endpoint and the OAuth server through which assistants and other clients connect',
    // A fresh instance serves assistants; whoever runs it for people only switches this off.
    isEnabledByDefault: true
  },
  {
    id: 'packing',
    name: 'Packing and to-dos',
    description: 'Packing lists with bags and templates, and to-dos',
    isEnabledByDefault: true
  },
  {
    id: 'budget',
    name: 'Budget',
    description: 'Expenses, who shares and who paid them, balances and payments',
    isEnabledByDefault: true
  },
  { id: 'collab', name: 'Collaboration', description: 'Shared notes, polls and chat', isEnabledByDefault: true },
  {
    id: 'atlas',
    name: 'Atlas',
    description: 'Visited countries and regions, and a bucket list',
    isEnabledByDefault: true
  },
  {
    id: 'vacay',
    name: 'Vacation',
    description: 'A planner of vacation days, alone or together',
    isEnabledByDefault: true
  },
  { id: 'journey', name: 'Journeys', description: 'Travel diaries made from trips', isEnabledByDefault: false },
  { id: 'documents', name: 'Documents', description: 'Files kept with a trip', isEnabledByDefault: true },
  {
    id: 'naver_list_import',
    name: 'Naver lists',
    description: 'Import of place lists from Naver Maps',
    isEnabledByDefault: true
  },
  { id: 'airtrail', name: 'AirTrail', description: 'Flights from an AirTrail flight log', isEnabledByDefault: false },
  {
    id: 'llm_parsing',
    name: 'Booking import',
    description: 'Bookings read from confirmations by a language model',
    isEnabledByDefault: false
  },
  { id: 'collections', name: 'Collections', description: 'A library of places across trips', isEnabledByDefault: false }
]
