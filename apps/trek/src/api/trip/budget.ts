import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { BudgetOverview, type Planner, SettlementSummary } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from '../signed-in.ts'
import { ThingParams, TripParams } from './parameters.ts'
import { requireAddon } from './require-addon.ts'

const BudgetAnswer = Type.Object({ budget: BudgetOverview, settlement: SettlementSummary })

/** What a trip costs, and who owes whom. */
export const budget: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.addHook('onRequest', requireAddon(planner, 'budget'))

  fastify.get(
    '/trips/:id/budget',
    { schema: { params: TripParams, response: { 200: BudgetAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { id } = request.params
      return {
        budget: await planner.budget.overview(actor, id),
        settlement: await planner.settlements.summary(actor, id)
      }
    }
  )

  fastify.delete('/trips/:id/budget/:thingId', { schema: { params: ThingParams } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    await planner.budget.delete(actor, request.params.id, request.params.thingId)
    return reply.code(204).send()
  })
}
