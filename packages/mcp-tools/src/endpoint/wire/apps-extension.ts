import { isObject } from './json-rpc.ts'

/** MCP Apps: a client that declares it shows views, which are HTML resources, beside the results of tools. */
export const APPS_EXTENSION = 'io.modelcontextprotocol/ui'
/** What a view is served as. */
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app'

/**
 * Whether a client with these capabilities shows views. It should list the types it can show; with no list the extension
 * alone counts, since it knows one type.
 */
export function showsViews({ extensions }: { extensions?: unknown }): boolean {
  if (!isObject(extensions)) return false
  const settings = extensions[APPS_EXTENSION]
  if (!isObject(settings)) return false
  const { mimeTypes } = settings
  return mimeTypes === undefined || (Array.isArray(mimeTypes) && mimeTypes.includes(VIEW_MIME_TYPE))
}
