import type { Static, TObject } from 'typebox'
import type { Principal } from './principal.ts'

export interface PromptDefinition<Arguments extends TObject, Context> {
  name: string
  title: string
  description: string
  /** The scopes a token needs, all of them; none: every token may use it. */
  scopes: readonly string[]
  addon?: string
  /** Whom it is for; absent: everybody. */
  isFor?: (principal: Principal) => boolean
  /** Prompt arguments are text on the wire; a schema's `description` is shown to people. */
  arguments: Arguments
  /** The text of the one user message it makes. */
  run(values: Static<Arguments>, context: Context): Promise<string>
}

export type Prompt<Context> = PromptDefinition<TObject, Context>

/** One declarative prompt. */
export function definePrompt<Arguments extends TObject, Context = unknown>(
  definition: PromptDefinition<Arguments, Context>
): Prompt<Context> {
  return definition
}
