import type { ClientCapabilities, Icon } from '@modelcontextprotocol/server'
import type { Static, TObject } from 'typebox'
import type { Call } from './call.ts'
import type { Content } from './content.ts'

/** Claims about what a tool does; clients decide by them whether to ask the person first. */
export interface ToolAnnotations {
  readOnlyHint: boolean
  destructiveHint: boolean
  idempotentHint: boolean
  openWorldHint: boolean
}

export interface ToolDefinition<Input extends TObject, Output extends TObject, Context> {
  /** 1 to 48 letters, digits, `_` and `-`; stable, since people's habits and prompts refer to it. */
  name: string
  title: string
  /** What it does, when to use it, its limits, and which tool to prefer instead. */
  description: string
  /** The scopes a token needs, all of them; none: every token may call it. */
  scopes: readonly string[]
  /** The addon that has to be on; absent: always there. */
  addon?: string
  annotations: ToolAnnotations
  /** Clients that can carry few tools name the groups they want (`/mcp?tools=trips,places`); absent: always there. */
  group?: string
  icons?: Icon[]
  /** What a client has to be able to do before it can be called. */
  needs?: ClientCapabilities
  /** How long it may take. Default 30, at most 300. */
  timeoutSeconds?: number
  /**
   * For what cannot be undone: the question put to the person first. Clients that cannot show it have to call with
   * `confirm: true` instead, an argument that the endpoint adds to the schema.
   */
  confirm?: (input: Static<Input>, context: Context) => string | Promise<string>
  /** The `ui://` resource, of `VIEW_MIME_TYPE`, that shows the result to people whose client can show such (MCP Apps). */
  view?: string
  input: Input
  /** Absent: the tool answers with `Content` only. */
  output?: Output
  run(input: Static<Input>, context: Context, call: Call): Promise<Static<Output> | Content>
}

/** A tool whose schemas are known only at run time: what a catalogue holds. */
export type Tool<Context> = ToolDefinition<TObject, TObject, Context>

/**
 * One declarative tool. Name the schemas and pass them as type arguments: inferring them makes type checking a catalogue
 * many times slower.
 */
export function defineTool<Input extends TObject, Output extends TObject, Context = unknown>(
  definition: ToolDefinition<Input, Output, Context>
): Tool<Context> {
  return definition
}
