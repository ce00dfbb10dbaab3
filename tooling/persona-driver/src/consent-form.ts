/** What a button of the consent page posts. */
export interface ConsentForm {
  action: string
  fields: [name: string, value: string][]
}

/** The form as it is posted when somebody approves it all; absent: the page asks for no consent. */
export function readConsentForm(html: string): ConsentForm | undefined {
  for (const [, opening = '', content = ''] of html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)) {
    const controls = [...content.matchAll(/<(input|button)\b([^>]*)>/g)].map(([, , attributes = '']) =>
      readAttributes(attributes)
    )
    const approve = controls.find((control) => control.get('name') === 'decision' && control.get('value') === 'approve')
    if (!approve) continue
    const fields = controls.filter(
      (control) => control.get('type') === 'hidden' || (control.get('type') === 'checkbox' && control.has('checked'))
    )
    return {
      action: readAttributes(opening).get('action') ?? '',
      fields: [...fields, approve].map((control) => [control.get('name') ?? '', control.get('value') ?? ''])
    }
  }
  return undefined
}

function readAttributes(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, unescape(value)])
  )
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }

function unescape(text: string): string {
  return text.replace(/&(#?\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}
