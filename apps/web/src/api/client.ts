import type { paths } from './schema.d.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Operation<M extends Method, P extends keyof paths> = paths[P][Lowercase<M>]

/** The paths that know a method. */
type PathOf<M extends Method> = {
  [P in keyof paths]: Operation<M, P> extends { responses: object } ? P : never
}[keyof paths]

type Parameters = Record<string, unknown>

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : undefined

/** What the API answers when it does what it was asked. */
export type Answer<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { responses: infer Responses } ? Json<Responses[keyof Responses & (200 | 201 | 204)]> : never

/** What the API takes. */
export type Input<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never

type PathPart<O> = O extends { parameters: { path: infer Values extends object } } ? { path: Values } : { path?: never }
type QueryPart<O> = O extends { parameters: { query?: infer Values } } ? { query?: Values } : { query?: never }
type BodyPart<M extends Method, P extends PathOf<M>> = [Input<M, P>] extends [never]
  ? { body?: never }
  : { body: Input<M, P> }
type Request<M extends Method, P extends PathOf<M>> = PathPart<Operation<M, P>> &
  QueryPart<Operation<M, P>> &
  BodyPart<M, P>

/** A refusal of the API, as it says it. */
export class ApiError extends Error {
  /** 0: nobody answered. */
  readonly status: number
  readonly code: string
  /** The input it is about, when it is about one. */
  readonly field: string | undefined

  constructor(status: number, code: string, message: string, field: string | undefined) {
    super(message)
    this.status = status
    this.code = code
    this.field = field
  }
}

const UNREACHABLE = 'The server did not answer. Try again in a moment.'

/** Calls the API of this site, as its OpenAPI document has it. @throws {ApiError} for every answer that is no success. */
export async function call<M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ...[request]: object extends Request<M, P> ? [Request<M, P>?] : [Request<M, P>]
): Promise<Answer<M, P>> {
  const { path: values, query, body }: { path?: Parameters; query?: Parameters; body?: unknown } = request ?? {}
  const response = await fetch(filledIn(path, values) + queryString(query), {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  }).catch(() => undefined)
  if (!response) throw new ApiError(0, 'unreachable', UNREACHABLE, undefined)
  if (response.status === 204) return undefined as Answer<M, P>
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer as Answer<M, P>
  const {
    error = 'unreachable',
    message = UNREACHABLE,
    field
  } = (answer ?? {}) as Partial<Record<'error' | 'message' | 'field', string>>
  throw new ApiError(response.status, error, message, field)
}

/** `/api/trips/{id}` with the values of its parameters. */
function filledIn(path: string, values: Parameters = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(values[name])))
}

/** `?type=token.&limit=50`, of what has a value; empty when nothing has. */
export function queryString(values: Parameters = {}): string {
  const present = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  if (present.length === 0) return ''
  return `?${new URLSearchParams(present.map(([name, value]): [string, string] => [name, String(value)])).toString()}`
}
