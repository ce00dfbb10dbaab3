import { Type, type Static } from 'typebox'

const exactly = { additionalProperties: false }
const Headers = Type.Record(Type.String(), Type.String())
const ClientMetadata = Type.Record(Type.String(), Type.Unknown())
const ClientAuthentication = Type.Union([
  Type.Literal('none'),
  Type.Literal('client_secret_basic'),
  Type.Literal('client_secret_post'),
  Type.Literal('private_key_jwt')
])

const Source = Type.Object(
  {
    /** Read in its source, its vendor's documentation, an issue with logs, or unverified. */
    confidence: Type.Union([Type.Literal('S'), Type.Literal('D'), Type.Literal('I'), Type.Literal('U')]),
    fact: Type.String(),
    reference: Type.String()
  },
  exactly
)

const DiscoveryRequest = Type.Object(
  {
    document: Type.Union([Type.Literal('protected_resource'), Type.Literal('authorization_server')]),
    /** With {resource_metadata}, {resource_origin}, {resource_path}, {issuer_origin} and {issuer_path} in it. */
    url: Type.String(),
    headers: Type.Optional(Headers),
    /** Sent even when the document is known already; otherwise it is where to look next. */
    always: Type.Optional(Type.Boolean())
  },
  exactly
)

const Discovery = Type.Object(
  {
    /** The call without a token that is answered with the challenge. */
    call: Type.Object({ headers: Headers, body: Type.Unknown() }, exactly),
    requests: Type.Array(DiscoveryRequest, { minItems: 1 }),
    /** Asks for the authorization server's metadata once more before it redeems the code. */
    repeatsBeforeToken: Type.Optional(Type.Boolean())
  },
  exactly
)

/** RFC 7591. */
const DynamicRegistration = Type.Object(
  {
    body: ClientMetadata,
    headers: Type.Optional(Headers),
    /** Adds the scope it is going to ask for. */
    addsScope: Type.Optional(Type.Boolean()),
    /** Keeps of its grant types those that the metadata lists. */
    filtersGrantTypes: Type.Optional(Type.Boolean()),
    /** `registered`: whatever the answer says. */
    authentication: Type.Union([ClientAuthentication, Type.Literal('registered')]),
    /** How often it registers once more, as a new client each time, from the same address. */
    repetitions: Type.Optional(Type.Integer({ minimum: 1 }))
  },
  exactly
)

/** A client id metadata document. */
const DocumentRegistration = Type.Object(
  {
    url: Type.String(),
    body: ClientMetadata,
    authentication: ClientAuthentication,
    /** What its client assertions name as their audience. */
    assertionAudience: Type.Optional(Type.Union([Type.Literal('issuer'), Type.Literal('token_endpoint')])),
    /** Members of the metadata that have to be true before it uses the document. */
    requires: Type.Optional(Type.Array(Type.String()))
  },
  exactly
)

/** Made by a person; `authentication` lists the ways it is tried with. */
const MachineRegistration = Type.Object({ authentication: Type.Array(ClientAuthentication, { minItems: 1 }) }, exactly)

const Connection = Type.Object(
  {
    /** Where it listens at run time, which may depend on how it was registered. */
    redirectUri: Type.Union([Type.String(), Type.Object({ dynamic: Type.String(), document: Type.String() }, exactly)]),
    /** What it sends as `resource`: the value of the resource's metadata, the bare origin, or nothing. */
    resource: Type.Union([
      Type.Literal('metadata'),
      Type.Literal('origin'),
      Type.Literal('origin_with_slash'),
      Type.Literal('none')
    ]),
    /** Whose scopes it asks for: the challenge's, the resource's metadata's, or none. */
    scope: Type.Union([Type.Literal('challenge'), Type.Literal('metadata'), Type.Literal('none')]),
    /** Scopes it asks for besides. */
    extraScopes: Type.Optional(Type.Array(Type.String())),
    /** Other parameters, such as `prompt`. */
    parameters: Type.Optional(Type.Record(Type.String(), Type.String()))
  },
  exactly
)

/** What one client does on the wire, as far as it is known. */
export const Persona = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    sources: Type.Array(Source, { minItems: 1 }),
    /** What is peculiar to it, for people; the members below act on it. */
    quirks: Type.Array(Type.String()),
    userAgent: Type.Optional(Type.String()),
    /** The origin of the page it runs in, when it is one: then CORS applies to all it sends. */
    pageOrigin: Type.Optional(Type.String()),
    discovery: Discovery,
    /** How it prefers to become a client; one that has a document registers when there is no support for documents. */
    registration: Type.Union([Type.Literal('dynamic'), Type.Literal('document'), Type.Literal('machine')]),
    dynamic: Type.Optional(DynamicRegistration),
    document: Type.Optional(DocumentRegistration),
    machine: Type.Optional(MachineRegistration),
    authorization: Type.Optional(
      Type.Object(
        {
          state: Type.Union([Type.Literal('uuid'), Type.Literal('base64'), Type.Literal('base64url')]),
          /** Adds `offline_access` and `prompt=consent` when the metadata lists that scope. */
          addsOfflineAccess: Type.Optional(Type.Boolean()),
          /** Its authorizations, one after the other, of one and the same client. */
          connections: Type.Array(Connection, { minItems: 1 })
        },
        exactly
      )
    ),
    token: Type.Object(
      {
        headers: Type.Optional(Headers),
        /** Whether `resource` is sent with the code and with a refresh token. */
        resourceWithCode: Type.Boolean(),
        resourceWithRefresh: Type.Boolean()
      },
      exactly
    ),
    refresh: Type.Optional(
      Type.Object(
        {
          /** How many refresh at once with what they share, and how often in a row. */
          processes: Type.Integer({ minimum: 1 }),
          rounds: Type.Integer({ minimum: 1 })
        },
        exactly
      )
    )
  },
  exactly
)
export type Persona = Static<typeof Persona>
export type Connection = Static<typeof Connection>
export type ClientAuthentication = Static<typeof ClientAuthentication>
