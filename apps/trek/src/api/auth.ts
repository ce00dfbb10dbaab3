import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { User } from '@trek/planner'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Accounts } from '../accounts/accounts.ts'
import type { LoginAttempt, LoginThrottle } from '../accounts/login-throttle.ts'
import { MIN_PASSWORD_LENGTH } from '../accounts/password.ts'
import { ApiError } from './errors.ts'

/** What people are called here. */
export const Username = Type.String({ pattern: '^[A-Za-z0-9._-]{2,40}$' })
export const EmailAddress = Type.String({ pattern: '^[^\\s@]+@[^\\s@]+$', maxLength: 320 })
const Registration = Type.Object({
  username: Username,
  email: EmailAddress,
  password: Type.String({ maxLength: 1024 })
})
const Login = Type.Object({
  email: Type.String({ maxLength: 320 }),
  password: Type.String({ maxLength: 1024 })
})
const UserAnswer = Type.Object({ user: User })

interface AuthOptions {
  accounts: Accounts
  throttle: LoginThrottle
  openRegistration: boolean
}

/** Signing up, in and out. */
export const auth: FastifyPluginAsyncTypebox<AuthOptions> = async (
  fastify,
  { accounts, throttle, openRegistration }
) => {
  fastify.post(
    '/auth/register',
    { schema: { body: Registration, response: { 201: UserAnswer } } },
    async (request, reply) => {
      if (!openRegistration)
        throw new ApiError(403, 'registration_closed', 'Accounts are made by the administrator here')
      requireStrength(request.body.password, 'password')
      const user = await accounts.create(request.body)
      await fastify.sessions.start(request, reply, user)
      request.log.info({ userId: user.id }, 'account made')
      return reply.code(201).send({ user })
    }
  )

  fastify.post('/auth/login', { schema: { body: Login, response: { 200: UserAnswer } } }, async (request, reply) => {
    const { email, password } = request.body
    const attempt = { email, address: request.ip }
    await beginAttempt(throttle, attempt, reply)
    const user = await accounts.verify(email, password)
    if (!user) throw new ApiError(401, 'invalid_credentials', 'E-mail address or password is wrong')
    await throttle.forgive(attempt)
    await fastify.sessions.start(request, reply, user)
    return { user }
  })

  fastify.post('/auth/logout', async (request, reply) => {
    await fastify.sessions.end(request, reply)
    return reply.code(204).send()
  })

  fastify.get('/auth/me', { schema: { response: { 200: UserAnswer } } }, async (request) => {
    const session = await fastify.sessions.find(request)
    if (!session) throw new ApiError(401, 'not_signed_in', 'Sign in first')
    return { user: session.user }
  })
}

/** @throws {ApiError} 422 for a password that is too short. */
export function requireStrength(password: string, field: string): void {
  if (password.length >= MIN_PASSWORD_LENGTH) return
  throw new ApiError(422, 'weak_password', `The password needs at least ${MIN_PASSWORD_LENGTH} characters`, field)
}

/** @throws {ApiError} 429 when passwords were guessed too often. */
export async function beginAttempt(throttle: LoginThrottle, attempt: LoginAttempt, reply: FastifyReply): Promise<void> {
  const waitSeconds = await throttle.begin(attempt)
  if (waitSeconds === 0) return
  reply.header('retry-after', String(waitSeconds))
  throw new ApiError(429, 'too_many_attempts', 'Too many failed attempts: wait a few minutes, then try again')
}
