import type { Annotations, Icon } from '@modelcontextprotocol/server'
import type { Static, TObject } from 'typebox'
import type { Call } from './call.ts'
import type { Completion } from './completion.ts'

/** Content that is not JSON. */
export class ResourceContent {
  readonly content: { text: string } | { blob: string }
  readonly meta: Record<string, unknown> | undefined

  constructor(content: { text: string } | { blob: Uint8Array }, meta?: Record<string, unknown>) {
    this.content = 'text' in content ? content : { blob: Buffer.from(content.blob).toString('base64') }
    this.meta = meta
  }
}

export interface ResourceDefinition<Parameters extends TObject, Context> {
  /** A URI, or an RFC 6570 template with `{name}` in its path and at most one `{?name,...}` at its end. */
  uri: string
  name: string
  title: string
  description: string
  /** The scopes a token needs, all of them; none: every token may read it. */
  scopes: readonly string[]
  addon?: string
  /** Default `application/json`. */
  mimeType?: string
  /** In bytes, if it is known and always the same. */
  size?: number
  annotations?: Annotations
  icons?: Icon[]
  /** `_meta` of the listing; that of the content is the `ResourceContent`'s. */
  meta?: Record<string, unknown>
  /** The template's variables, as text. What does not match is a resource that does not exist. */
  parameters: Parameters
  complete?: Partial<Record<keyof Static<Parameters>, Completion<Context>>>
  /** The content, as JSON or as it is; `undefined` when there is no such resource. */
  read(parameters: Static<Parameters>, context: Context, call: Call): Promise<object | ResourceContent | undefined>
}

export type Resource<Context> = ResourceDefinition<TObject, Context>

/** One declarative resource or resource template. */
export function defineResource<Parameters extends TObject, Context = unknown>(
  definition: ResourceDefinition<Parameters, Context>
): Resource<Context> {
  return definition
}
