import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { PackingItem, PackingList, type Planner, Todo } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from '../signed-in.ts'
import { CheckBody, ThingParams, TripParams } from './parameters.ts'
import { requireAddon } from './require-addon.ts'

const PackingAnswer = Type.Object({ packing: PackingList })
const PackingItemAnswer = Type.Object({ item: PackingItem })
const TodosAnswer = Type.Object({ todos: Type.Array(Todo) })
const TodoAnswer = Type.Object({ todo: Todo })

/** The packing list and the to-dos: one addon. */
export const packing: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.addHook('onRequest', requireAddon(planner, 'packing'))

  fastify.get(
    '/trips/:id/packing',
    { schema: { params: TripParams, response: { 200: PackingAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { packing: await planner.packing.overview(actor, request.params.id) }
    }
  )

  fastify.patch(
    '/trips/:id/packing/:thingId',
    { schema: { params: ThingParams, body: CheckBody, response: { 200: PackingItemAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { id, thingId } = request.params
      return { item: await planner.packing.setChecked(actor, id, thingId, request.body.checked) }
    }
  )

  fastify.get(
    '/trips/:id/todos',
    { schema: { params: TripParams, response: { 200: TodosAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { todos: await planner.todos.list(actor, request.params.id) }
    }
  )

  fastify.patch(
    '/trips/:id/todos/:thingId',
    { schema: { params: ThingParams, body: CheckBody, response: { 200: TodoAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { id, thingId } = request.params
      return { todo: await planner.todos.setChecked(actor, id, thingId, request.body.checked) }
    }
  )
}
