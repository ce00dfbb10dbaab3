import { Content } from '../definitions/content.ts'

/** In characters of JSON: more than models can use and clients will show; most cut it off earlier by themselves. */
export const MAX_RESULT_LENGTH = 256 * 1024

/** The result of a tool, ready but for what is told beside it. */
export interface ToolResult {
  isError: boolean
  /** The members of a `CallToolResult`, as JSON text. */
  members(notice: string | undefined): string
}

/** An object is told twice: as it is, and as text for clients that know no structured content. */
export function resultOf(outcome: object): ToolResult {
  if (outcome instanceof Content) return fromContent(outcome)
  const json = JSON.stringify(outcome)
  if (json.length > MAX_RESULT_LENGTH)
    return failure(
      'too_large',
      `The result is larger than ${MAX_RESULT_LENGTH / 1024} KB. Ask for less at a time, with narrower arguments or a narrower tool.`
    )
  return {
    isError: false,
    members: (notice) =>
      `{"content":[{"type":"text","text":${JSON.stringify(json)}}${beside(notice)}],"structuredContent":${json}}`
  }
}

function fromContent({ blocks, structured, isError }: Content): ToolResult {
  const json = blocks.map((block) => JSON.stringify(block)).join(',')
  return {
    isError,
    members: (notice) =>
      `{"content":[${json}${beside(notice, json === '')}]${structured ? `,"structuredContent":${JSON.stringify(structured)}` : ''}${isError ? ',"isError":true' : ''}}`
  }
}

/** What the model can repair, in words. */
export function failure(code: string, message: string): ToolResult {
  return fromContent(new Content([{ type: 'text', text: `${message} [${code}]` }], { isError: true }))
}

/** For the person, not for the model to act on. */
function beside(notice: string | undefined, isFirst = false): string {
  if (notice === undefined) return ''
  const block = { type: 'text', text: notice, annotations: { audience: ['user'] } }
  return `${isFirst ? '' : ','}${JSON.stringify(block)}`
}
