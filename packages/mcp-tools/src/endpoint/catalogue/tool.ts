import type { TObject } from 'typebox'
import { Type } from 'typebox'
import type { Validator } from 'typebox/compile'
import type { Tool } from '../definitions/tool.ts'
import { findParameterHeaders, type ParameterHeader } from '../wire/parameter-headers.ts'
import { compileSchema } from './schema.ts'

export interface CompiledTool<Context> {
  tool: Tool<Context>
  readonly input: Validator
  readonly output: Validator | undefined
  parameterHeaders: ParameterHeader[]
  timeoutMs: number
  /** The tool as `tools/list` shows it. */
  listing: Record<string, unknown>
}

/** Arguments of the endpoint's own, which handlers never see. */
export const CONFIRM = 'confirm'
export const IDEMPOTENCY_KEY = 'idempotency_key'

const Confirm = Type.Boolean({
  description: 'true: the person was asked and agreed. Only needed where this client cannot ask them itself.'
})
const IdempotencyKey = Type.String({
  minLength: 8,
  maxLength: 100,
  description: 'Any unique text. A call that is repeated with the same one, after no answer came, is done once.'
})

const DEFAULT_TIMEOUT_SECONDS = 30
const MAX_TIMEOUT_SECONDS = 300

/**
 * @throws {TypeError} naming the tool and what is wrong with it.
 */
export function compileTool<Context>(tool: Tool<Context>, { isIdempotencyKept }: { isIdempotencyKept: boolean }) {
  try {
    return compile(tool, isIdempotencyKept)
  } catch (error) {
    throw new TypeError(`mcpEndpoint: tool "${tool.name}" ${error instanceof Error ? error.message : String(error)}`, {
      cause: error
    })
  }
}

function compile<Context>(tool: Tool<Context>, isIdempotencyKept: boolean): CompiledTool<Context> {
  const { name, title, description, annotations, icons, scopes, view, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = tool
  check(/^[A-Za-z0-9_-]{1,48}$/.test(name), 'needs a name of 1 to 48 letters, digits, "_" and "-"')
  check(title !== '' && description !== '', 'needs a title and a description')
  check(
    !/^(delete|remove|unassign|bulk_delete)_/.test(name) || annotations.destructiveHint,
    'destroys something and has to say so'
  )
  check(!(annotations.readOnlyHint && annotations.destructiveHint), 'cannot be read-only and destructive')
  check(!(annotations.readOnlyHint && tool.confirm), 'is read-only and has nothing to confirm')
  check(tool.input.type === 'object' && (tool.output?.type ?? 'object') === 'object', 'needs object schemas')
  check(timeoutSeconds > 0 && timeoutSeconds <= MAX_TIMEOUT_SECONDS, `has to end within ${MAX_TIMEOUT_SECONDS} s`)
  check(view === undefined || view.startsWith('ui://'), 'needs a view that begins with ui://')
  check(
    icons === undefined || icons.every(({ src }) => /^(https:|data:image\/(png|svg\+xml|jpeg|webp);base64,)/.test(src)),
    'needs icons from https or data URLs'
  )
  const input = compileSchema(withOwnArguments(tool, isIdempotencyKept))
  const output = tool.output && compileSchema(tool.output)
  return {
    tool,
    get input() {
      return input.validator
    },
    get output() {
      return output?.validator
    },
    parameterHeaders: findParameterHeaders(input.json),
    timeoutMs: timeoutSeconds * 1000,
    listing: {
      name,
      title,
      description,
      inputSchema: input.json,
      ...(output && { outputSchema: output.json }),
      annotations: { title, ...annotations },
      ...(icons && { icons }),
      // Some hosts read here what to ask for before they call (developers.openai.com, "Authentication").
      securitySchemes: [{ type: 'oauth2', scopes }]
    }
  }
}

/** An argument nobody reads is a mistake worth telling the model about, so schemas are closed unless they say otherwise. */
function withOwnArguments<Context>(
  { input, confirm, annotations }: Tool<Context>,
  isIdempotencyKept: boolean
): TObject {
  const canDouble = isIdempotencyKept && !annotations.readOnlyHint && !annotations.idempotentHint
  const properties = {
    ...input.properties,
    ...(confirm && { [CONFIRM]: Type.Optional(Confirm) }),
    ...(canDouble && { [IDEMPOTENCY_KEY]: Type.Optional(IdempotencyKey) })
  }
  return { additionalProperties: false, ...input, properties } as TObject
}

function check(isFine: boolean, demand: string): void {
  if (!isFine) throw new TypeError(demand)
}
