import type { Static, TObject } from 'typebox'

export interface ResourceDefinition<Parameters extends TObject, Context> {
  /** A URI, or an RFC 6570 template with `{name}` in its path and at most one `{?name,...}` at its end. */
  uri: string
  name: string
  title: string
  description: string
  /** The scopes a token needs, all of them; none: every token may read it. */
  scopes: readonly string[]
  addon?: string
  /** The template's variables, as text. What does not match is a resource that does not exist. */
  parameters: Parameters
  /** The content, answered as JSON; `undefined` when there is no such resource. */
  read(parameters: Static<Parameters>, context: Context): Promise<object | undefined>
}

export type Resource<Context> = ResourceDefinition<TObject, Context>

/** One declarative resource or resource template. */
export function defineResource<Parameters extends TObject, Context = unknown>(
  definition: ResourceDefinition<Parameters, Context>
): Resource<Context> {
  return definition
}
