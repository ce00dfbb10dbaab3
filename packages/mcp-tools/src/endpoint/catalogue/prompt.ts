import type { Validator } from 'typebox/compile'
import type { Prompt } from '../definitions/prompt.ts'
import { compileSchema } from './schema.ts'

export interface CompiledPrompt<Context> {
  prompt: Prompt<Context>
  readonly arguments: Validator
  /** As `prompts/list` shows it. */
  listing: Record<string, unknown>
}

export function compilePrompt<Context>(prompt: Prompt<Context>): CompiledPrompt<Context> {
  const { name, title, description, icons } = prompt
  const parameters = compileSchema(prompt.arguments)
  const required = new Set<string>(prompt.arguments.required)
  return {
    prompt,
    get arguments() {
      return parameters.validator
    },
    listing: {
      name,
      title,
      description,
      arguments: Object.entries(prompt.arguments.properties).map(([argument, schema]) => ({
        name: argument,
        description: 'description' in schema ? schema.description : undefined,
        required: required.has(argument)
      })),
      ...(icons && { icons })
    }
  }
}
