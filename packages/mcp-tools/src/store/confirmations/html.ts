/** Text that is safe inside an element or a double-quoted attribute. */
export interface Html {
  readonly markup: string
}

type Part = string | Html | undefined | false

/** Template tag: every value is escaped unless it was made by this tag itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: strings.reduce((text, string, i) => text + render(parts[i - 1]) + string) }
}

function render(part: Part): string {
  if (part === undefined || part === false) return ''
  if (typeof part === 'object') return part.markup
  return part.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
