import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Addon, AddonSwitch, type Planner } from '@trek/planner'
import { Type } from 'typebox'
import { administrator } from '../signed-in.ts'

const AddonParams = Type.Object({ id: Type.String({ maxLength: 64 }) })
const SwitchBody = Type.Object({ enabled: Type.Boolean() }, { additionalProperties: false })
const AddonsAnswer = Type.Object({ addons: Type.Array(Addon) })
const AddonAnswer = Type.Object({ addon: AddonSwitch })

/** Which parts of the product are on, and the switches, for administrators; `collab.chat` is a part of an addon. */
export const adminAddons: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get('/admin/addons', { schema: { response: { 200: AddonsAnswer } } }, async (request) => {
    await administrator(fastify, request)
    return { addons: await planner.addons.list() }
  })

  fastify.put(
    '/admin/addons/:id',
    { schema: { params: AddonParams, body: SwitchBody, response: { 200: AddonAnswer } } },
    async (request) => {
      const actor = await administrator(fastify, request)
      const addon = await planner.addons.set(actor, request.params.id, request.body.enabled)
      const { id, enabled } = addon
      fastify.oauth.audit.record(
        'admin.addon_switched',
        { actor: String(actor.userId), detail: { addon: id, enabled } },
        request
      )
      request.log.info({ userId: actor.userId, addon: id, enabled }, 'addon switched')
      return { addon }
    }
  )
}
