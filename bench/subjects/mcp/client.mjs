/** The client that calls every MCP server here, and what it asks. */
export const RESOURCE = 'https://notes.example/mcp'
export const PATH = '/mcp'
export const LEGACY = '2025-11-25'
export const MODERN = '2026-07-28'
/** TREK has a few more; the targets were set for so many. */
export const TOOL_COUNT = 150

const requests = {
  'tools/call': { params: { name: 'list_trips', arguments: {} }, name: 'list_trips', expects: 'trips' },
  'tools/list': { params: {}, name: undefined, expects: 'tools' }
}

/** What revision 2026-07-28 sends along with every request, in place of a session. */
const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' }
}

/**
 * @param {string} origin
 * @param {string[]} bearerTokens One per connection.
 * @param {import('../worker.mjs').McpRequest} request
 * @returns {import('../worker.mjs').Target}
 */
export function mcpTarget(origin, bearerTokens, { method, wire }) {
  const { params, name, expects } = requests[method]
  const isModern = wire === MODERN
  return {
    origin,
    path: PATH,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': wire,
      ...(isModern && { 'mcp-method': method, ...(name && { 'mcp-name': name }) })
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method,
      params: isModern ? { ...params, _meta: META } : params
    }),
    bearerTokens,
    expects
  }
}
