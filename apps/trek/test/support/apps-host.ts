import type { CallToolResult, Client, JSONRPCMessage, Transport } from '@modelcontextprotocol/client'
import {
  AppBridge,
  getToolUiResourceUri,
  type McpUiHostContext,
  McpUiResourceMetaSchema,
  RESOURCE_MIME_TYPE
} from '@modelcontextprotocol/ext-apps/app-bridge'
import type { Frame, Page } from 'playwright-core'

/** A result of a tool beside its view, as a host of MCP Apps shows it. */
export interface ShownView {
  /** What the view's frame holds. */
  frame: Frame
  bridge: AppBridge
  /** Everything said between host and view, in order. */
  said: JSONRPCMessage[]
  /** How high the view last said it is. */
  height: () => number
}

export interface Showing {
  tool: string
  arguments: Record<string, unknown>
  context: McpUiHostContext
  /** Default: what the tool answers. */
  result?: CallToolResult
  /** Whether the view may call tools. Default true. */
  lendsTools?: boolean
  /** Whether the host sets the policy that the specification asks of it. Default true. */
  setsPolicy?: boolean
}

type UiMeta = ReturnType<typeof McpUiResourceMetaSchema.parse>

const HOST_URL = 'https://host.example/'

/** A host's page: one frame without any right but to run scripts, and a wire from it to the bridge. */
const HOST_PAGE = `<!doctype html>
<html lang="en"><title>A host</title>
<style>body{margin:0} iframe{border:0;width:100%;height:20rem;display:block}</style>
<main><iframe sandbox="allow-scripts" title="View"></iframe></main>
<script>
const frame = document.querySelector('iframe')
addEventListener('message', ({ source, data }) => {
  if (source === frame.contentWindow) toBridge(data)
})
</script></html>`

/**
 * Calls a tool and shows the result in its view. The host's side is the bridge of the extension's own SDK, which holds
 * every message to the published schemas.
 */
export async function showView(page: Page, client: Client, showing: Showing): Promise<ShownView> {
  const { tool: name, arguments: given, context, lendsTools = true, setsPolicy = true } = showing
  const { html, meta } = await readView(client, name)
  const result = showing.result ?? (await client.callTool({ name, arguments: given }))

  const said: JSONRPCMessage[] = []
  const transport: Transport = {
    start: async () => {},
    close: async () => {},
    async send(message) {
      said.push(message)
      await page.evaluate(`frames[0].postMessage(${JSON.stringify(message)}, '*')`)
    }
  }
  await page.exposeFunction('toBridge', (message: JSONRPCMessage) => {
    said.push(message)
    transport.onmessage?.(message)
  })
  const policy = setsPolicy ? { 'content-security-policy': policyOf(meta) } : {}
  const headers = { ...policy, 'content-type': 'text/html; charset=utf-8' }
  await page.route(HOST_URL, (route) => route.fulfill({ headers, body: HOST_PAGE }))
  await page.goto(HOST_URL)

  const capabilities = lendsTools ? { serverTools: {} } : {}
  const bridge = new AppBridge(lendsTools ? client : null, { name: 'A host', version: '1' }, capabilities, {
    hostContext: context
  })
  let height = 0
  bridge.onsizechange = (size) => {
    height = size.height ?? height
    const style = `height:${height}px`
    // The test may be over by then, and the page gone.
    page
      .locator('iframe')
      .evaluate((frame, given) => void Object.assign(frame, { style: given }), style)
      .catch(() => {})
  }
  const initialized = new Promise<void>((resolve) => (bridge.oninitialized = () => resolve()))
  await bridge.connect(transport)
  await page.locator('iframe').evaluate((frame, srcdoc) => void Object.assign(frame, { srcdoc }), html)
  await initialized
  await bridge.sendToolInput({ arguments: given })
  await bridge.sendToolResult(result)
  const [, frame] = page.frames()
  if (!frame) throw new Error('there is no frame')
  return { frame, bridge, said, height: () => height }
}

/** What a host does before it shows anything: finds the view of a tool and reads what it asks for. */
async function readView(client: Client, name: string): Promise<{ html: string; meta: UiMeta }> {
  const { tools } = await client.listTools()
  const tool = tools.find((one) => one.name === name)
  const uri = tool && getToolUiResourceUri(tool)
  if (uri === undefined) throw new Error(`${name} has no view`)
  const { contents } = await client.readResource({ uri })
  const [content] = contents
  if (!content || !('text' in content) || content.mimeType !== RESOURCE_MIME_TYPE) throw new Error(`${uri} is no view`)
  return { html: content.text, meta: McpUiResourceMetaSchema.parse(content._meta?.ui) }
}

/** The policy that the specification tells hosts to make of what a view asks for. */
function policyOf({ csp = {} }: UiMeta): string {
  const { connectDomains = [], resourceDomains = [], frameDomains = [], baseUriDomains = [] } = csp
  const from = (...sources: string[]) => (sources.length > 0 ? sources.join(' ') : "'none'")
  return [
    "default-src 'none'",
    `script-src ${from("'self'", "'unsafe-inline'", ...resourceDomains)}`,
    `style-src ${from("'self'", "'unsafe-inline'", ...resourceDomains)}`,
    `img-src ${from("'self'", 'data:', ...resourceDomains)}`,
    `font-src ${from("'self'", ...resourceDomains)}`,
    `connect-src ${from(...connectDomains)}`,
    `frame-src ${from(...frameDomains)}`,
    "object-src 'none'",
    `base-uri ${from(...baseUriDomains)}`
  ].join('; ')
}
