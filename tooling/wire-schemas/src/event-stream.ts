/** Takes the text of an event stream in pieces and hands on the data of each event that has some. */
export function createEventReader(onData: (data: string) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    const events = `${rest}${text}`.split(/\r?\n\r?\n/)
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = [...event.matchAll(/^data: ?(.*?)\r?$/gm)].map(([, line = '']) => line).join('\n')
      if (data !== '') onData(data)
    }
  }
}
