import type { Icon, PromptMessage } from '@modelcontextprotocol/server'
import type { Static, TObject } from 'typebox'
import type { Call } from './call.ts'
import type { Completion } from './completion.ts'
import type { Principal } from './principal.ts'

export interface PromptDefinition<Arguments extends TObject, Context> {
  name: string
  title: string
  description: string
  /** The scopes a token needs, all of them; none: every token may use it. */
  scopes: readonly string[]
  addon?: string
  icons?: Icon[]
  /** Whom it is for; absent: everybody. */
  isFor?: (principal: Principal) => boolean
  /** Prompt arguments are text on the wire; a schema's `description` is shown to people. */
  arguments: Arguments
  complete?: Partial<Record<keyof Static<Arguments>, Completion<Context>>>
  /** Its messages, or the text of its only one, which is the person's. */
  run(values: Static<Arguments>, context: Context, call: Call): Promise<string | PromptMessage[]>
}

export type Prompt<Context> = PromptDefinition<TObject, Context>

/** One declarative prompt. */
export function definePrompt<Arguments extends TObject, Context = unknown>(
  definition: PromptDefinition<Arguments, Context>
): Prompt<Context> {
  return definition
}
