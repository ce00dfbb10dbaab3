import { ClientRefusedError } from '../clients/errors.ts'
import type { OwnedClients } from '../clients/owned-clients.ts'
import { cleanClientName } from '../consent/client-name.ts'
import { digestOf } from '../digest.ts'
import type { Settings } from '../options.ts'
import type { AccessToken } from '../resource-server/resource-server.ts'
import type { Client, StaticToken } from '../store/index.ts'
import { StaticTokenLimitError, StaticTokensDisabledError } from './errors.ts'

export interface StaticTokenRequest {
  name: string
  /** Absent: everything, now and later. */
  scopes?: string[]
  /** Absent: good until it is deleted. */
  ttlSeconds?: number
}

/** Static tokens, as the host's settings page and its administrators need them. */
export interface StaticTokens {
  /**
   * Makes a token; it is in this answer only.
   *
   * @throws {StaticTokensDisabledError} when they are switched off for the subject.
   * @throws {StaticTokenLimitError} when the subject has as many as one may have.
   * @throws {ClientRefusedError} naming the field that is wrong.
   */
  create(subject: string, request: StaticTokenRequest): Promise<{ token: StaticToken; rawToken: string }>
  /** A subject's, or everybody's. */
  list(of?: { subject?: string }): Promise<StaticToken[]>
  /** Answers whether there was one; with `subject`, only of theirs. */
  delete(id: string, of?: { subject?: string }): Promise<boolean>
  /**
   * Makes a machine client in the place of a token, which goes on for a day, so that nothing stops while its place in the
   * configuration changes. Answers undefined when the subject has no such token.
   *
   * @throws {ClientRefusedError} naming the field that is wrong.
   * @throws {ClientLimitError} when the subject has as many clients as one may have.
   */
  convert(
    subject: string,
    id: string,
    request: { scopes: string[] }
  ): Promise<{ client: Client; secret: string } | undefined>
  /** What to tell whoever uses a static token, once a day at most; undefined whenever there is nothing to tell. */
  dueNotice: (accessToken: Pick<AccessToken, 'kind' | 'id'>) => Promise<string | undefined>
  /** The same, for whoever asks; empty where there are no static tokens. */
  readonly notice: string
}

const HINT_LENGTH = 4
const CONVERSION_SECONDS = 24 * 3600
const UUID = /^[0-9a-f-]{36}$/

export function createStaticTokens(settings: Settings, clients: OwnedClients): StaticTokens {
  const store = settings.store.staticTokens

  return {
    async create(subject, request) {
      if (!(await settings.staticTokens?.isEnabled(subject))) throw new StaticTokensDisabledError()
      const rawToken = settings.tokens.mint('static')
      const token = await store.create(
        {
          digest: digestOf(rawToken),
          subject,
          hint: rawToken.slice(0, `${settings.tokenPrefix}_`.length + HINT_LENGTH),
          ...checkRequest(request, settings)
        },
        { limit: settings.limits.staticTokensPerOwner }
      )
      if (token === 'limit_reached') throw new StaticTokenLimitError(settings.limits.staticTokensPerOwner)
      settings.audit.record('static_token.created', { subject, detail: { tokenId: token.id } })
      return { token, rawToken }
    },

    list: (of) => store.list(of),

    async delete(id, of = {}) {
      if (!UUID.test(id) || !(await store.delete(id, of))) return false
      settings.audit.record('static_token.revoked', { ...of, detail: { tokenId: id } })
      return true
    },

    async convert(subject, id, { scopes }) {
      const token = (await store.list({ subject })).find((one) => one.id === id)
      if (!token) return undefined
      const { client, secret = '' } = await clients.create(subject, { name: token.name, scopes, isMachine: true })
      await store.expire(id, CONVERSION_SECONDS)
      return { client, secret }
    },

    notice: settings.staticTokens?.notice ?? '',

    async dueNotice({ kind, id }) {
      if (kind !== 'static' || !(await store.isNoticeDue(id))) return undefined
      return settings.staticTokens?.notice
    }
  }
}

function checkRequest({ name, scopes, ttlSeconds }: StaticTokenRequest, { scopes: catalogue }: Settings) {
  const clean = cleanClientName(name)
  if (clean === '') throw new ClientRefusedError('name', 'must not be empty')
  const unknown = scopes?.find((scope) => !catalogue.find(scope))
  if (unknown !== undefined) throw new ClientRefusedError('scopes', `"${unknown.slice(0, 100)}" is not a scope here`)
  if (scopes?.length === 0) throw new ClientRefusedError('scopes', 'must name at least one scope')
  if (ttlSeconds !== undefined && !(Number.isInteger(ttlSeconds) && ttlSeconds > 0))
    throw new ClientRefusedError('ttl_seconds', 'must be whole seconds')
  return { name: clean, ...(scopes && { scopes }), ...(ttlSeconds !== undefined && { ttlSeconds }) }
}
