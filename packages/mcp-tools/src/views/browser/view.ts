import { type Child, element, fill } from './element.ts'
import { createFormats, type Formats } from './formats.ts'
import { type Host, meetHost } from './host.ts'
import { objectOf, readEach, textOf } from './json.ts'
import { adaptTo, watchSize } from './surroundings.ts'

export interface View {
  /** As hosts may show it. */
  name: string
  /** The result of a tool in elements; `undefined` when it is nothing this view can show. */
  show: (content: unknown, call: Shown) => { title: string; children: Child[] } | undefined
}

/** What a view may use beside the result it shows. */
export interface Shown {
  formats: Formats
  /** Of the call whose result is shown. */
  arguments: Record<string, unknown>
  /** Calls another tool in the person's name and answers with its structured content; absent: this host does not. */
  callTool: ((name: string, given: object) => Promise<unknown>) | undefined
}

/** Shows the results that the host sends, each instead of the last. */
export async function start({ name, show }: View): Promise<void> {
  let given: Record<string, unknown> = {}
  let host: Host | undefined

  try {
    host = await meetHost(name, {
      'ui/notifications/tool-input': (params) => {
        given = objectOf(params.arguments)
      },
      'ui/notifications/tool-result': showResult,
      'ui/notifications/tool-cancelled': () => say('There is nothing to show: the call was cancelled.'),
      'ui/notifications/host-context-changed': adaptTo
    })
  } catch {
    say('This page needs an assistant around it that shows MCP Apps.')
    return
  }
  const { notify } = host
  adaptTo(host.context)
  notify('ui/notifications/initialized', {})
  watchSize((size) => notify('ui/notifications/size-changed', size))

  function showResult({ structuredContent, content, isError }: Record<string, unknown>): void {
    if (isError === true) {
      const words = readEach(content, (block) => textOf(objectOf(block).text))
      return say('There is nothing to show: the call failed.', ...words)
    }
    const formats = createFormats(textOf(host?.context.locale))
    const shown = show(structuredContent, { formats, arguments: given, callTool: host && toolCaller(host) })
    if (!shown) return say('This answer has a shape that this page does not know. The assistant can tell what it says.')
    document.title = shown.title
    showInstead(...shown.children)
  }
}

function toolCaller({ capabilities, request }: Host): Shown['callTool'] {
  if (capabilities.serverTools === undefined) return undefined
  return async (name, given) => {
    const { structuredContent, isError } = await request('tools/call', { name, arguments: given })
    if (isError === true) throw new Error('the tool refused')
    return structuredContent
  }
}

function say(...words: string[]): void {
  showInstead(...words.map((text) => element('p', 'quiet prose', text)))
}

function showInstead(...children: Child[]): void {
  const main = document.querySelector('main')
  if (main) fill(main, ...children)
}
