import type { Actor } from '@trek/planner'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiError } from './errors.ts'

/** The person at the browser, as the planner knows people. @throws {ApiError} 401 when nobody is signed in. */
export async function signedIn(fastify: FastifyInstance, request: FastifyRequest): Promise<Actor> {
  const session = await fastify.sessions.find(request)
  if (!session) throw new ApiError(401, 'not_signed_in', 'Sign in first')
  return { userId: session.user.id, role: session.user.role }
}

/** @throws {ApiError} 401 when nobody is signed in, 403 when it is no administrator. */
export async function administrator(fastify: FastifyInstance, request: FastifyRequest): Promise<Actor> {
  const actor = await signedIn(fastify, request)
  if (actor.role !== 'admin') throw new ApiError(403, 'forbidden', 'Only administrators may do this')
  return actor
}
