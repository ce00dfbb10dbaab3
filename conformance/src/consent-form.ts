export interface ConsentForm {
  action: string
  /** The hidden inputs, and the scopes as they are ticked. */
  fields: [string, string][]
}

/** Reads the form of the consent page; undefined when it has none. */
export function readConsentForm(html: string): ConsentForm | undefined {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1]
  const hidden = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)">/g)
  const ticked = html.matchAll(/<input type="checkbox" name="([^"]+)" value="([^"]+)" checked>/g)
  const fields = [...hidden, ...ticked].map(([, name = '', value = '']): [string, string] => [name, value])
  return action === undefined ? undefined : { action, fields }
}
