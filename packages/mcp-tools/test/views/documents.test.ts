import t from 'tap'
import { plannerTools } from '../../src/index.ts'
import { ResourceContent, VIEW_MIME_TYPE } from '../../src/endpoint/index.ts'
import { plannerViews } from '../../src/views/index.ts'

/** A host keeps a page per answer in the conversation. */
const MAX_BYTES = 32 * 1024

/** What would load, send or run something that is not in the page. */
const reaching = [
  { name: 'an address', pattern: /\b(?:https?|wss?|ftp|data|blob):|["'(]\/\// },
  { name: 'an attribute that loads', pattern: /\s(?:src|href|srcset|action|poster|background)\s*=/i },
  { name: 'an element that loads', pattern: /<(?:link|img|iframe|object|embed|base|form|video|audio)\b/i },
  { name: 'a style that loads', pattern: /@import|@font-face|url\(/i },
  { name: 'a script that loads', pattern: /\bimport\s*\(|\bimport\b|\bfetch\b|XMLHttpRequest|WebSocket|EventSource/ },
  { name: 'a script that sends', pattern: /sendBeacon|window\.open|\blocation\b/ },
  { name: 'markup out of text', pattern: /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|srcdoc/ },
  { name: 'code out of text', pattern: /\beval\b|new Function/ },
  { name: 'something kept', pattern: /localStorage|sessionStorage|indexedDB|\bcookie\b/ },
  { name: 'a source map', pattern: /sourceMappingURL/ }
]

const nothing = {
  csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] },
  permissions: {}
}

for (const view of plannerViews) {
  t.test(`MCP-59: ${view.name} is whole in itself`, async (t) => {
    const read = await view.read({}, {} as never, {} as never)
    if (!(read instanceof ResourceContent) || !('text' in read.content)) throw new TypeError('a view is text')
    const { text } = read.content
    for (const { name, pattern } of reaching) t.notMatch(text, pattern, name)
    t.equal(text.split('<script').length, 2, 'one script')
    t.match(text, /http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; /)
    t.ok(Buffer.byteLength(text) < MAX_BYTES, `${Buffer.byteLength(text)} bytes`)
    t.equal(Buffer.byteLength(text), view.size)
  })

  t.test(`MCP-59: ${view.name} asks its host for nothing`, async (t) => {
    t.match(view.uri, /^ui:\/\/trek\//)
    t.equal(view.mimeType, VIEW_MIME_TYPE)
    t.match(view.meta, { ui: nothing })
    const read = await view.read({}, {} as never, {} as never)
    t.same((read as ResourceContent).meta, view.meta, 'listed and read the same')
  })

  t.test(`MCP-59: ${view.name} shows a tool of the same addon, which answers with more than a view`, async (t) => {
    const shown = plannerTools.filter((tool) => tool.view === view.uri)
    t.equal(shown.length, 1)
    for (const { addon, output } of shown) {
      t.equal(view.addon, addon)
      t.ok(output)
    }
  })
}
