import { Server, type Implementation, type ListPromptsResult, type ListToolsResult } from '@modelcontextprotocol/server'
import { callTool, type CallOptions } from './call-tool.ts'
import { getPrompt } from './get-prompt.ts'
import { listResources, readResource } from './read-resource.ts'
import type { RequestView } from './request-view.ts'

export interface ServerSettings {
  serverInfo: Implementation
  instructions: string | undefined
}

/** Versions served to clients that open with `initialize`; the first is offered to those that ask for another. */
export const LEGACY_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26']

/** Lists depend on who asks, so no shared cache may keep them. */
const PRIVATE = { ttlMs: 0, cacheScope: 'private' } as const

/**
 * A protocol server for one request. It costs next to nothing: the catalogue behind it was compiled at boot, and the
 * handlers only close over what this request may see.
 */
export function createServer<Context>(
  view: RequestView<Context>,
  { serverInfo, instructions }: ServerSettings,
  options: CallOptions & { isLegacy: boolean }
): Server {
  const server = new Server(serverInfo, {
    capabilities: { tools: {}, resources: {}, prompts: {} },
    ...(instructions !== undefined && { instructions }),
    ...(options.isLegacy && { supportedProtocolVersions: LEGACY_VERSIONS }),
    cacheHints: {
      'server/discover': PRIVATE,
      'tools/list': PRIVATE,
      'prompts/list': PRIVATE,
      'resources/list': PRIVATE,
      'resources/templates/list': PRIVATE,
      'resources/read': PRIVATE
    }
  })
  server.setRequestHandler('tools/list', () => ({
    tools: view.tools.map(({ listing }) => listing) as ListToolsResult['tools']
  }))
  server.setRequestHandler('tools/call', ({ params }) => callTool(view, params, options))
  server.setRequestHandler('resources/list', () => ({ resources: listResources(view).resources }))
  server.setRequestHandler('resources/templates/list', () => ({
    resourceTemplates: listResources(view).resourceTemplates
  }))
  server.setRequestHandler('resources/read', ({ params }) => readResource(view, params.uri, options.describeError))
  server.setRequestHandler('prompts/list', () => ({
    prompts: view.prompts.map(({ listing }) => listing) as ListPromptsResult['prompts']
  }))
  server.setRequestHandler('prompts/get', ({ params }) => getPrompt(view, params, options.describeError))
  return server
}
