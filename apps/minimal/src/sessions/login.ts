import type { FastifyPluginAsync } from 'fastify'
import type { Users } from '../people/users.ts'
import { sendPage } from '../pages/send-page.ts'
import { renderLoginPage } from './login-page.ts'
import { safeReturnTo } from './return-to.ts'
import type { Sessions } from './sessions.ts'

interface LoginOptions {
  users: Users
  sessions: Sessions
}

interface Credentials {
  email: string
  password: string
  return_to?: string
}

const Credentials = {
  type: 'object',
  required: ['email', 'password'],
  properties: {
    email: { type: 'string', minLength: 1, maxLength: 254 },
    password: { type: 'string', minLength: 1, maxLength: 1024 }
  }
}

/** Signing in and out, without script. */
export const login: FastifyPluginAsync<LoginOptions> = async (fastify, { users, sessions }) => {
  // Also for who is signed in: the consent page sends people here to switch accounts.
  fastify.get<{ Querystring: { return_to?: string } }>('/login', (request, reply) =>
    sendPage(reply, 200, renderLoginPage({ returnTo: safeReturnTo(request.query.return_to) }))
  )

  fastify.post<{ Body: Credentials }>(
    '/login',
    { schema: { body: Credentials }, attachValidation: true },
    async (request, reply) => {
      if (request.validationError) {
        return sendPage(reply, 400, renderLoginPage({ returnTo: '/', problem: 'E-mail and password are both needed.' }))
      }
      const { email, password } = request.body
      const returnTo = safeReturnTo(request.body.return_to)
      const user = await users.verify(email, password)
      if (!user) {
        const problem = 'E-mail or password is wrong.'
        return sendPage(reply, 401, renderLoginPage({ returnTo, email, problem }))
      }
      await sessions.start(request, reply, user)
      return reply.redirect(returnTo, 303)
    }
  )

  fastify.post('/logout', async (request, reply) => {
    await sessions.end(request, reply)
    return reply.redirect('/login', 303)
  })
}
