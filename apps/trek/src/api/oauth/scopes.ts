import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { trekScopes } from '@trek/mcp-tools'
import { clientPresets } from '@trek/oauth-server'
import { Type } from 'typebox'

const ScopesAnswer = Type.Object({
  groups: Type.Array(
    Type.Object({
      name: Type.String(),
      scopes: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), description: Type.String() }))
    })
  )
})
const PresetsAnswer = Type.Object({
  presets: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      redirect_uris: Type.Array(Type.String()),
      scopes: Type.Array(Type.String()),
      public: Type.Boolean()
    })
  )
})

/** Everything but what deletes whole trips or publishes something: what a person most likely wants of an assistant. */
const PRESET_SCOPES = Object.keys(trekScopes).filter((name) => !/:(delete|share)$/.test(name))

/** What a settings page needs to make a client: the scopes there are, and well-known clients to start from. */
export const scopes: FastifyPluginAsyncTypebox = async (fastify) => {
  const groups = new Map<string, { name: string; label: string; description: string }[]>()
  for (const [name, { group, label, description }] of Object.entries(trekScopes)) {
    groups.set(group, [...(groups.get(group) ?? []), { name, label, description }])
  }
  const scopesAnswer = { groups: [...groups].map(([name, members]) => ({ name, scopes: members })) }
  const presetsAnswer = {
    presets: clientPresets.map(({ id, name, redirectUris, isPublic }) => ({
      id,
      name,
      redirect_uris: redirectUris,
      scopes: PRESET_SCOPES,
      public: isPublic
    }))
  }
  fastify.get('/oauth/scopes', { schema: { response: { 200: ScopesAnswer } } }, async () => scopesAnswer)
  fastify.get('/oauth/presets', { schema: { response: { 200: PresetsAnswer } } }, async () => presetsAnswer)
}
