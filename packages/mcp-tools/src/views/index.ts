import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource, ResourceContent, VIEW_MIME_TYPE } from '../endpoint/index.ts'
import { NoParameters } from '../resources/parameters.ts'
import { viewDocument } from './document.ts'

export const ITINERARY_VIEW = 'ui://trek/itinerary'
export const BUDGET_VIEW = 'ui://trek/budget'

/** A view needs no network, no camera and nothing else; it stands on its own ground, inside a border of the host's. */
const ui = {
  csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
  permissions: {},
  prefersBorder: true
}

function defineView(
  {
    uri,
    name,
    title,
    description,
    addon
  }: Pick<Resource<PlannerContext>, 'uri' | 'name' | 'title' | 'description'> & {
    addon?: string
  },
  script: string
): Resource<PlannerContext> {
  const document = viewDocument(title, script)
  return defineResource<typeof NoParameters, PlannerContext>({
    uri,
    name,
    title,
    description,
    scopes: [],
    ...(addon !== undefined && { addon }),
    mimeType: VIEW_MIME_TYPE,
    size: Buffer.byteLength(document),
    meta: { ui },
    parameters: NoParameters,
    read: async () => new ResourceContent({ text: document }, { ui })
  })
}

/** Pages that hosts show beside a tool's result (MCP Apps). They hold no data, so any token may read them. */
export const plannerViews: Resource<PlannerContext>[] = [
  defineView(
    {
      uri: ITINERARY_VIEW,
      name: 'itinerary-view',
      title: 'Itinerary',
      description: 'Shows a trip day by day, with its costs'
    },
    'itinerary'
  ),
  defineView(
    {
      uri: BUDGET_VIEW,
      name: 'budget-view',
      title: 'Who owes whom',
      description: 'Shows the balances of a trip, payments that settle them, and its costs',
      addon: 'budget'
    },
    'budget'
  )
]
