import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { expandScopes, trekScopes } from '../scopes.ts'
import { reads } from './arguments.ts'

const NoInput = Type.Object({})
const Right = Type.Object({ scope: Type.String(), allows: Type.String() })
const ConnectionOutput = Type.Object({
  user: Type.Object({ id: Type.Integer(), username: Type.String() }),
  client: Type.Object({ id: Type.String(), name: Type.String() }),
  kind: Type.String({
    description: 'user: approved in the browser; machine: a machine client; static: a static token'
  }),
  expires_at: Type.Union([
    Type.String({ description: 'When its token ends (ISO 8601); clients renew it' }),
    Type.Null()
  ]),
  allowed: Type.Array(Right),
  not_allowed: Type.Array(Right),
  how_to_allow_more: Type.String()
})

export const connectionStatus = defineTool<typeof NoInput, typeof ConnectionOutput, PlannerContext>({
  name: 'connection_status',
  title: 'What this connection may do',
  description:
    'Who this connection acts for, through which client, what it may do and what not. Use it when a tool is missing or refused, to tell the person why and what they can do.',
  scopes: [],
  annotations: reads,
  input: NoInput,
  output: ConnectionOutput,
  async run(_, { actor, planner, connectionsUrl }, { principal }) {
    const user = await planner.users.find(actor.userId)
    const granted = expandScopes(principal.scopes)
    const rights = Object.entries(trekScopes).map(([scope, { label }]) => ({ scope, allows: label }))
    return {
      user: { id: actor.userId, username: user?.username ?? '' },
      client: { id: principal.clientId, name: principal.clientName },
      kind: principal.kind ?? 'user',
      expires_at: principal.expiresAt?.toISOString() ?? null,
      allowed: rights.filter(({ scope }) => granted.has(scope)),
      not_allowed: rights.filter(({ scope }) => !granted.has(scope)),
      how_to_allow_more: `Most clients ask the person by themselves when a tool needs more. Otherwise the person disconnects this client${connectionsUrl === undefined ? '' : ` at ${connectionsUrl}`} and connects it again with more rights.`
    }
  }
})

export const connectionTools: Tool<PlannerContext>[] = [connectionStatus]
