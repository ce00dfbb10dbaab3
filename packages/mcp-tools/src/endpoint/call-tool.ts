import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Validator } from 'typebox/compile'
import { ProtocolError, type CallToolResult } from '@modelcontextprotocol/server'
import type { RequestView } from './request-view.ts'

/** What a refusal the caller can act on looks like; anything else is a fault of ours. */
export interface ExpectedError {
  code: string
  message: string
}

export interface CallOptions {
  describeError: (error: unknown) => ExpectedError | undefined
  log: FastifyBaseLogger
  onToolCall: (call: { tool: string; isError: boolean }) => void
}

const INVALID_PARAMS = -32602

/**
 * Validates, runs and answers. Whatever the model can repair is a result with `isError`, never a protocol error: that is
 * what it gets to read (SEP-1303).
 */
export async function callTool<Context>(
  view: RequestView<Context>,
  { name, arguments: given = {} }: { name: string; arguments?: Record<string, unknown> | undefined },
  options: CallOptions
): Promise<CallToolResult> {
  const result = await run(view, name, given, options)
  options.onToolCall({ tool: name, isError: result.isError === true })
  return result
}

async function run<Context>(
  view: RequestView<Context>,
  name: string,
  given: Record<string, unknown>,
  { describeError, log }: CallOptions
): Promise<CallToolResult> {
  const compiled = view.tools.find(({ tool }) => tool.name === name)
  if (!compiled) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name}`)
  const { tool, input, output } = compiled
  if (!input.Check(given))
    return failure('invalid_arguments', `The arguments do not fit. ${describeProblems(input, given)}`)

  try {
    const result = await tool.run(given, await view.context())
    if (!output.Check(result))
      throw new TypeError(`${name} answered what its schema does not allow: ${describeProblems(output, result)}`)
    const notice = await view.notice()
    return {
      content: [
        { type: 'text', text: JSON.stringify(result) },
        ...(notice === undefined ? [] : [forThePerson(notice)])
      ],
      structuredContent: result
    }
  } catch (error) {
    const expected = describeError(error)
    if (expected) return failure(expected.code, expected.message)
    const correlationId = randomUUID()
    log.error({ err: error, tool: name, correlationId }, 'a tool failed')
    return failure(
      'internal',
      `Something went wrong here, not with your call. Try again later. (reference ${correlationId})`
    )
  }
}

/** One sentence a path: what is wrong there. */
export function describeProblems(validator: Validator, value: unknown): string {
  const problems = validator
    .Errors(value)
    .map(({ instancePath, message }) => `${instancePath.slice(1).replaceAll('/', '.') || 'arguments'}: ${message}`)
  return [...new Set(problems)].slice(0, 10).join('; ')
}

function forThePerson(text: string) {
  return { type: 'text' as const, text, annotations: { audience: ['user' as const] } }
}

function failure(code: string, message: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: `${message} [${code}]` }] }
}
