import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isMachine } from '@trek/oauth-server'
import { type Planner, User } from '@trek/planner'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { LoginThrottle } from '../accounts/login-throttle.ts'
import type { Profile } from '../accounts/profile.ts'
import { beginAttempt, EmailAddress, requireStrength, Username } from './auth.ts'
import { ApiError } from './errors.ts'

const Password = Type.String({ maxLength: 1024 })
const Changes = Type.Object(
  {
    username: Type.Optional(Username),
    email: Type.Optional(EmailAddress),
    /** Only a new e-mail address needs it: whoever has the address can take the account over. */
    current_password: Type.Optional(Password)
  },
  { additionalProperties: false }
)
const NewPassword = Type.Object(
  {
    current_password: Password,
    new_password: Password,
    /** Also ends whatever was approved with the account (AS-114). Default: connected apps stay connected. */
    disconnect_apps: Type.Optional(Type.Boolean())
  },
  { additionalProperties: false }
)
const Deletion = Type.Object({ password: Password }, { additionalProperties: false })
const Consequences = Type.Object({
  trips: Type.Integer(),
  /** Of them, those that others belong to as well. */
  shared_trips: Type.Integer(),
  connected_apps: Type.Integer(),
  machine_clients: Type.Integer(),
  is_last_administrator: Type.Boolean()
})

interface AccountOptions {
  profile: Profile
  planner: Planner
  throttle: LoginThrottle
}

/** A person's own account: name, address, password, and its end. */
export const account: FastifyPluginAsyncTypebox<AccountOptions> = async (fastify, { profile, planner, throttle }) => {
  fastify.patch(
    '/account',
    { schema: { body: Changes, response: { 200: Type.Object({ user: User }) } } },
    async (request, reply) => {
      const me = await signedIn(request)
      const { username, email, current_password: password } = request.body
      const isNewAddress = email !== undefined && email !== me.email
      if (isNewAddress) await requirePassword(me, { password, field: 'current_password' }, request, reply)
      const user = await profile.change(me.id, {
        ...(username !== undefined && { username }),
        ...(isNewAddress && { email })
      })
      if (!user) throw notSignedIn()
      request.log.info({ userId: me.id, isNewAddress }, 'account changed')
      return { user }
    }
  )

  fastify.put('/account/password', { schema: { body: NewPassword } }, async (request, reply) => {
    const me = await signedIn(request)
    const { current_password: password, new_password: newPassword, disconnect_apps: disconnects } = request.body
    requireStrength(newPassword, 'new_password')
    await requirePassword(me, { password, field: 'current_password' }, request, reply)
    await profile.changePassword(me.id, newPassword)
    await fastify.sessions.endAll(me.id, request)
    const grantsRevoked = disconnects ? await fastify.oauth.grants.revokeSubject(String(me.id)) : 0
    request.log.info({ userId: me.id, grantsRevoked }, 'password changed')
    return reply.code(204).send()
  })

  fastify.get('/account/deletion', { schema: { response: { 200: Consequences } } }, async (request) => {
    const { id } = await signedIn(request)
    const subject = String(id)
    const [trips, grants, clients, isLastAdministrator] = await Promise.all([
      planner.users.countTrips(id),
      fastify.oauth.grants.list({ subject }),
      fastify.oauth.clients.list(subject),
      profile.isLastAdministrator(id)
    ])
    const apps = new Set(grants.filter(({ kind }) => kind !== 'machine').map(({ clientId }) => clientId))
    return {
      trips: trips.owned,
      shared_trips: trips.shared,
      connected_apps: apps.size,
      machine_clients: clients.filter(isMachine).length,
      is_last_administrator: isLastAdministrator
    }
  })

  fastify.post('/account/deletion', { schema: { body: Deletion } }, async (request, reply) => {
    const me = await signedIn(request)
    await requirePassword(me, { password: request.body.password, field: 'password' }, request, reply)
    await profile.delete(me.id)
    await fastify.sessions.endAll(me.id)
    await fastify.sessions.end(request, reply)
    request.log.info({ userId: me.id }, 'account deleted')
    return reply.code(204).send()
  })

  async function signedIn(request: FastifyRequest): Promise<User> {
    const session = await fastify.sessions.find(request)
    if (!session) throw notSignedIn()
    return session.user
  }

  /**
   * A session that somebody left open is not enough for what cannot be taken back. Guesses count with those at the login.
   *
   * @throws {ApiError} 403 when it is wrong, 429 after too many wrong ones.
   */
  async function requirePassword(
    { id, email }: User,
    { password, field }: { password: string | undefined; field: string },
    request: FastifyRequest,
    reply: FastifyReply
  ): Promise<void> {
    const attempt = { email, address: request.ip }
    await beginAttempt(throttle, attempt, reply)
    if (password === undefined || !(await profile.isPassword(id, password)))
      throw new ApiError(403, 'wrong_password', 'This is not your password', field)
    await throttle.forgive(attempt)
  }
}

function notSignedIn(): ApiError {
  return new ApiError(401, 'not_signed_in', 'Sign in first')
}
