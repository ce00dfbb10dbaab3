import type { Planner } from '@trek/planner'
import type { FastifyPluginAsync } from 'fastify'
import { bookings } from './bookings.ts'
import { budget } from './budget.ts'
import { notes, polls } from './notes.ts'
import { packing } from './packing.ts'
import { places } from './places.ts'

/** The parts of a trip, for its page: to be read, and corrected where an assistant got something wrong. */
export const tripParts: FastifyPluginAsync<{ planner: Planner }> = async (fastify, { planner }) => {
  for (const part of [places, bookings, budget, packing, notes, polls]) await fastify.register(part, { planner })
}
