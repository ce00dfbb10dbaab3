import type { ApiBrowser } from './api-browser.ts'

/** Opens `/api/events` and hears it event by event. */
export async function listen(browser: ApiBrowser) {
  const reply = await browser.open('GET', '/api/events')
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
  let heard = ''
  return {
    reply,
    /** The next event; `undefined` once the stream has ended. */
    async next(): Promise<{ event: string; data: unknown } | undefined> {
      for (;;) {
        const [, event, data] = /^event: (.*)\ndata: (.*)\n\n/.exec(heard) ?? []
        if (event !== undefined && data !== undefined) {
          heard = heard.slice(heard.indexOf('\n\n') + 2)
          return { event, data: JSON.parse(data) }
        }
        const chunk = await reader?.read()
        if (!chunk || chunk.done) return undefined
        heard += chunk.value
      }
    },
    stop: () => reader?.cancel()
  }
}
