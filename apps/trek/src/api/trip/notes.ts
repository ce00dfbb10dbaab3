import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CollabNote, type Planner, Poll } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from '../signed-in.ts'
import { ThingParams, TripParams } from './parameters.ts'
import { requireAddon } from './require-addon.ts'

const NotesAnswer = Type.Object({ notes: Type.Array(CollabNote) })
const PollsAnswer = Type.Object({ polls: Type.Array(Poll, { description: 'The latest 50' }) })

/** Notes that everybody on a trip shares. */
export const notes: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.addHook('onRequest', requireAddon(planner, 'collab.notes'))

  fastify.get(
    '/trips/:id/notes',
    { schema: { params: TripParams, response: { 200: NotesAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { notes: await planner.collabNotes.list(actor, request.params.id) }
    }
  )

  fastify.delete('/trips/:id/notes/:thingId', { schema: { params: ThingParams } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    await planner.collabNotes.delete(actor, request.params.id, request.params.thingId)
    return reply.code(204).send()
  })
}

/** What the people of a trip are asked, and what they chose. */
export const polls: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.addHook('onRequest', requireAddon(planner, 'collab.polls'))

  fastify.get(
    '/trips/:id/polls',
    { schema: { params: TripParams, response: { 200: PollsAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { polls: await planner.polls.list(actor, request.params.id) }
    }
  )
}
