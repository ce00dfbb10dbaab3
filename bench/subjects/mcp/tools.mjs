import { plannerTools } from '@trek/mcp-tools'
import { TOOL_COUNT } from './client.mjs'

/** The first of TREK's own: the schemas are of real sizes. */
export const tools = plannerTools.slice(0, TOOL_COUNT)

/** The same as `tools/list` shows them, for servers that know no TypeBox. */
export const listings = tools.map(({ name, title, description, annotations, input, output }) => ({
  name,
  title,
  description,
  inputSchema: toJson({ ...input, additionalProperties: false }),
  outputSchema: toJson(output),
  annotations: { title, ...annotations }
}))

/** Without the library's own marks. */
function toJson(schema) {
  return JSON.parse(JSON.stringify(schema))
}
