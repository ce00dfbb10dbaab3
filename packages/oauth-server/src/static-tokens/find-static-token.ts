import type { FastifyRequest } from 'fastify'
import { digestOf } from '../digest.ts'
import type { Settings } from '../options.ts'
import type { AccessToken } from '../resource-server/resource-server.ts'
import { markDeprecated } from './deprecation.ts'

/** A static token as the guard sees tokens: bound to the default resource, with every scope unless it was narrowed. */
export async function findStaticToken(
  settings: Settings,
  token: string,
  request: FastifyRequest
): Promise<AccessToken | undefined> {
  if (!settings.staticTokens) return undefined
  const found = await settings.store.staticTokens.find(digestOf(token))
  if (!found || !(await settings.staticTokens.isEnabled(found.subject))) return undefined
  markDeprecated(request)
  const { id, name, subject, scopes, expiresAt } = found
  return {
    id,
    kind: 'static',
    clientId: `static:${id}`,
    clientName: name,
    subject,
    scopes: scopes ?? settings.scopes.all.map((scope) => scope.name),
    resource: settings.resources[0].resource,
    ...(expiresAt && { expiresAt })
  }
}
