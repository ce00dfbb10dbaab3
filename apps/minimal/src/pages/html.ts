/** Markup that is safe inside an element or a double-quoted attribute. */
export interface Html {
  readonly markup: string
}

type Part = string | Html | Html[] | false

/** Template tag: every value is escaped unless it was made by this tag itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: String.raw({ raw: strings }, ...parts.map(render)) }
}

/** The document around a page's content. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Bookmarks</title>
</head>
<body>
${content}
</body>
</html>
`.markup
}

function render(part: Part): string {
  if (part === false) return ''
  if (Array.isArray(part)) return part.map(({ markup }) => markup).join('')
  if (typeof part === 'object') return part.markup
  return part.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
