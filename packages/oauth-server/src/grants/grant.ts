import type { FastifyBaseLogger } from 'fastify'
import type { Static, TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import type { AuditDetail } from '../audit.ts'
import { InvalidRequestError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Parameters } from '../parameters.ts'
import type { Client, ClientAuthenticationMethod, Digest } from '../store/index.ts'

export interface GrantContext {
  /** Authenticated. */
  client: Client
  /** How it authenticated. */
  presentedMethod: ClientAuthenticationMethod
  /** Digest of the secret it authenticated with; undefined: it has none. */
  presentedSecret: Digest | undefined
  /** Of the key the client proved to have (RFC 9449); undefined: it sent no proof. */
  keyThumbprint: string | undefined
  /** The `resource` parameters: the only ones that may be repeated. */
  resourceIndicators: string[]
  settings: Settings
  /** Where the request comes from. */
  address: string
  /** Writes down what happened to the client's grant. */
  record: (type: string, detail: AuditDetail) => void
  log: FastifyBaseLogger
}

/** Answer of the token endpoint (RFC 6749 section 5.1). */
export interface TokenResponse {
  access_token: string
  /** `DPoP` of a token that is bound to a key (RFC 9449 section 5). */
  token_type: 'Bearer' | 'DPoP'
  /** Seconds. */
  expires_in: number
  scope: string
  refresh_token?: string
  /** Seconds until the refresh token ends unless it is used, so that an agent can warn its owner. No standard has it. */
  refresh_token_expires_in?: number
}

/** One way of asking the token endpoint for tokens. */
export interface GrantType {
  readonly name: string
  /** Whether the exchange itself makes sure that the client is still live, so that it may be known from seconds ago. */
  readonly verifiesClient: boolean
  exchange(parameters: Parameters, context: GrantContext): Promise<TokenResponse>
}

interface GrantDefinition<Schema extends TObject> {
  grantType: string
  verifiesClient?: boolean
  /** Every parameter it takes but `grant_type`, `resource` and those of client authentication. */
  parameters: Schema
  exchange(parameters: Static<Schema>, context: GrantContext): Promise<TokenResponse>
}

/** A grant type whose parameters are checked before `exchange` sees them. */
export function defineGrant<Schema extends TObject>(definition: GrantDefinition<Schema>): GrantType {
  const validator = Compile(definition.parameters)
  return {
    name: definition.grantType,
    verifiesClient: definition.verifiesClient ?? false,
    async exchange({ values }, context) {
      if (!validator.Check(values)) {
        const [problem] = validator.Errors(values)
        const name = problem?.instancePath.slice(1) || missingProperty(problem?.params) || 'A parameter'
        throw new InvalidRequestError(`${name} is missing or malformed`, 'parameter_malformed')
      }
      return definition.exchange(values, context)
    }
  }
}

function missingProperty(params: object | undefined): string | undefined {
  if (!params || !('requiredProperties' in params) || !Array.isArray(params.requiredProperties)) return undefined
  return params.requiredProperties.join(', ')
}
