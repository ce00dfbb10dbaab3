import { plannerTools } from '@trek/mcp-tools'
import { TOOL_COUNT } from './client.mjs'

/** TREK's tools and, until there are enough of them, the same again under other names: the schemas are of real sizes. */
export const tools = Array.from({ length: TOOL_COUNT }, (_, i) => {
  const tool = plannerTools[i % plannerTools.length]
  const copy = Math.floor(i / plannerTools.length)
  return copy === 0 ? tool : { ...tool, name: `${tool.name}_${copy + 1}` }
})

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
