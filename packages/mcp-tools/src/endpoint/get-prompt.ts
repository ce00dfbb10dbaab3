import { ProtocolError, type GetPromptResult } from '@modelcontextprotocol/server'
import { describeProblems, type ExpectedError } from './call-tool.ts'
import type { RequestView } from './request-view.ts'

const INVALID_PARAMS = -32602

export async function getPrompt<Context>(
  view: RequestView<Context>,
  { name, arguments: given = {} }: { name: string; arguments?: Record<string, string> | undefined },
  describeError: (error: unknown) => ExpectedError | undefined
): Promise<GetPromptResult> {
  const compiled = view.prompts.find(({ prompt }) => prompt.name === name)
  if (!compiled) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`)
  const { prompt, arguments: validator } = compiled
  if (!validator.Check(given))
    throw new ProtocolError(INVALID_PARAMS, `The arguments do not fit. ${describeProblems(validator, given)}`)
  const text = await prompt.run(given, await view.context()).catch((error: unknown) => {
    const expected = describeError(error)
    throw expected ? new ProtocolError(INVALID_PARAMS, expected.message, { code: expected.code }) : error
  })
  return { description: prompt.description, messages: [{ role: 'user', content: { type: 'text', text } }] }
}
