import type { ContentBlock } from '@modelcontextprotocol/server'

/** What a tool answers with instead of an object: content of any kind, as it is. */
export class Content {
  readonly blocks: ContentBlock[]
  readonly structured: object | undefined
  readonly isError: boolean

  constructor(
    blocks: ContentBlock[],
    { structured, isError = false }: { structured?: object; isError?: boolean } = {}
  ) {
    this.blocks = blocks
    this.structured = structured
    this.isError = isError
  }
}
