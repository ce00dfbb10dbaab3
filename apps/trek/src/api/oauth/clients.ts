import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { OwnedClientChanges } from '@trek/oauth-server'
import { Type } from 'typebox'
import { ApiError } from '../errors.ts'
import { signedIn } from '../signed-in.ts'
import { ClientView, clientView } from './client-view.ts'

const Scopes = Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })
const RedirectUris = Type.Array(Type.String({ maxLength: 2048 }), { maxItems: 20 })
const NewClientBody = Type.Object(
  {
    name: Type.String({ maxLength: 400 }),
    scopes: Scopes,
    redirect_uris: Type.Optional(RedirectUris),
    machine: Type.Optional(Type.Boolean()),
    public: Type.Optional(Type.Boolean()),
    /** Public keys of a machine client that signs its requests (private_key_jwt) instead of sending a secret. */
    jwks: Type.Optional(Type.Object({ keys: Type.Array(Type.Record(Type.String(), Type.Unknown())) })),
    /** Where those keys are, instead. */
    jwks_uri: Type.Optional(Type.String({ maxLength: 2048 }))
  },
  { additionalProperties: false }
)
const ClientChangesBody = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 400 })),
    scopes: Type.Optional(Scopes),
    redirect_uris: Type.Optional(RedirectUris),
    disabled: Type.Optional(Type.Boolean())
  },
  { additionalProperties: false }
)
const RotationBody = Type.Union([
  Type.Null(),
  Type.Object({ overlap_seconds: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false })
])
const ClientParams = Type.Object({ id: Type.String({ maxLength: 512 }) })
const ClientAnswer = Type.Object({ client: ClientView })
const ClientsAnswer = Type.Object({ clients: Type.Array(ClientView) })
const NewClientAnswer = Type.Object({ client: ClientView, client_secret: Type.Optional(Type.String()) })
const SecretAnswer = Type.Object({ client_secret: Type.String() })

/** The OAuth clients a person has made, secrets told once. */
export const clients: FastifyPluginAsyncTypebox = async (fastify) => {
  const { clients: owned } = fastify.oauth

  fastify.get('/oauth/clients', { schema: { response: { 200: ClientsAnswer } } }, async (request) => {
    const { userId } = await signedIn(fastify, request)
    return { clients: (await owned.list(String(userId))).map(clientView) }
  })

  fastify.post(
    '/oauth/clients',
    { schema: { body: NewClientBody, response: { 201: NewClientAnswer } } },
    async (request, reply) => {
      const { userId } = await signedIn(fastify, request)
      const { redirect_uris: redirectUris, machine = false, public: isPublic = false, ...body } = request.body
      const { name, scopes, jwks, jwks_uri: keysUrl } = body
      const { client, secret } = await owned.create(String(userId), {
        name,
        scopes,
        ...(redirectUris && { redirectUris }),
        isMachine: machine,
        isPublic,
        ...(jwks && { keys: jwks }),
        ...(keysUrl !== undefined && { keysUrl })
      })
      request.log.info({ userId, clientId: client.id }, 'client made')
      return reply
        .code(201)
        .send({ client: clientView(client), ...(secret !== undefined && { client_secret: secret }) })
    }
  )

  fastify.patch(
    '/oauth/clients/:id',
    { schema: { params: ClientParams, body: ClientChangesBody, response: { 200: ClientAnswer } } },
    async (request) => {
      const { userId } = await signedIn(fastify, request)
      const { redirect_uris: redirectUris, disabled: isDisabled, name, scopes } = request.body
      const changes: OwnedClientChanges = {
        ...(name !== undefined && { name }),
        ...(scopes && { scopes }),
        ...(redirectUris && { redirectUris }),
        ...(isDisabled !== undefined && { isDisabled })
      }
      const client = await owned.update(String(userId), request.params.id, changes)
      if (!client) throw notFound()
      return { client: clientView(client) }
    }
  )

  fastify.post(
    '/oauth/clients/:id/rotate',
    { schema: { params: ClientParams, body: RotationBody, response: { 200: SecretAnswer } } },
    async (request) => {
      const { userId } = await signedIn(fastify, request)
      const overlapSeconds = request.body?.overlap_seconds ?? 0
      const secret = await owned.rotateSecret(String(userId), request.params.id, { overlapSeconds })
      if (secret === undefined) throw notFound()
      request.log.info({ userId, clientId: request.params.id }, 'client secret rotated')
      return { client_secret: secret }
    }
  )

  fastify.delete('/oauth/clients/:id', { schema: { params: ClientParams } }, async (request, reply) => {
    const { userId } = await signedIn(fastify, request)
    if (!(await owned.delete(String(userId), request.params.id))) throw notFound()
    request.log.info({ userId, clientId: request.params.id }, 'client deleted')
    return reply.code(204).send()
  })
}

function notFound(): ApiError {
  return new ApiError(404, 'not_found', 'You have no such client')
}
