/** Text, an element, or nothing. */
export type Child = Node | string | undefined

/** An element. Its children become nodes and text, never markup: what people wrote stays what they wrote. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  fill(made, ...children)
  return made
}

/** People's words in the middle of ours: whichever way they are written, the rest of the sentence stays in order. */
export function theirs(text: string): HTMLElement {
  return element('bdi', '', text)
}

/** An element around text of people's, which may have several lines; nothing for no text. */
export function prose(text: string | undefined, className = 'prose'): HTMLElement | undefined {
  if (text === undefined) return undefined
  const made = element('p', className, text)
  made.dir = 'auto'
  return made
}

/** Puts these in the place of what an element holds. */
export function fill(place: Element, ...children: Child[]): void {
  place.replaceChildren(...children.filter((child) => child !== undefined))
}

/** Something eyes find useful and ears do not. */
export function decoration(className: string, ...children: Child[]): HTMLElement {
  const made = element('span', className, ...children)
  made.ariaHidden = 'true'
  return made
}

/** A part of a view under a heading. */
export function section(heading: string, ...children: Child[]): HTMLElement {
  return element('section', 'card', element('h2', '', heading), ...children)
}
