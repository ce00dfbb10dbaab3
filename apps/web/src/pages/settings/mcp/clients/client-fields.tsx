import { ApiError } from '../../../../api/client.ts'
import { Checkbox } from '../../../../components/checkbox.tsx'
import { Field, TextArea } from '../../../../components/field.tsx'
import { Problem } from '../../../../components/notice.tsx'
import type { ClientDraft } from './client-draft.ts'
import { ScopePicker } from './scope-picker.tsx'

/** Those that show what is wrong with them. */
const FIELDS = ['name', 'redirect_uris', 'scopes', 'jwks', 'jwks_uri']

interface ClientFieldsProps {
  draft: ClientDraft
  onChange: (draft: ClientDraft) => void
  error: Error | null
  /** How a client proves itself is decided when it is made. */
  isNew: boolean
}

/** The form of a client, with every refusal at the field it is about. */
export function ClientFields({ draft, onChange, error, isNew }: ClientFieldsProps) {
  const change = (changes: Partial<ClientDraft>) => onChange({ ...draft, ...changes })
  const field = error instanceof ApiError ? error.field?.split('/')[0] : undefined
  const problemOf = (name: string) => (field === name ? plainly(error?.message ?? '') : undefined)
  return (
    <>
      {error && (field === undefined || !FIELDS.includes(field)) && <Problem error={error} />}
      <Field
        label="Name"
        required
        maxLength={100}
        autoComplete="off"
        value={draft.name}
        onChange={({ target }) => change({ name: target.value })}
        problem={problemOf('name')}
      />
      {isNew && (
        <Checkbox
          label="Machine client (no browser login)"
          hint="For scripts and agents of your own: it acts in your name with credentials of its own."
          checked={draft.isMachine}
          onChange={({ target }) => change({ isMachine: target.checked })}
        />
      )}
      {isNew && draft.isMachine && (
        <>
          <Checkbox
            label="Signing key instead of a secret"
            hint="For a machine that has a private key (private_key_jwt): what it proves itself with never leaves it."
            checked={draft.signs}
            onChange={({ target }) => change({ signs: target.checked })}
          />
          {draft.signs && (
            <TextArea
              label="Public key"
              required
              rows={5}
              spellCheck={false}
              value={draft.publicKey}
              onChange={({ target }) => change({ publicKey: target.value })}
              problem={problemOf('jwks') ?? problemOf('jwks_uri')}
              hint="A JWK or a JWKS, or the https address of a JWKS. Never the private key."
            />
          )}
        </>
      )}
      {!draft.isMachine && (
        <>
          {isNew && (
            <Checkbox
              label="No secret (public)"
              hint="For apps that run on somebody’s own machine, where a secret would not stay one."
              checked={draft.isPublic}
              onChange={({ target }) => change({ isPublic: target.checked })}
            />
          )}
          <TextArea
            label="Redirect URIs"
            required
            rows={4}
            spellCheck={false}
            value={draft.redirectUris}
            onChange={({ target }) => change({ redirectUris: target.value })}
            problem={problemOf('redirect_uris')}
            hint="Where the browser goes after you approved, one a line. On this machine any port will do."
          />
        </>
      )}
      <ScopePicker selected={draft.scopes} onChange={(scopes) => change({ scopes })} problem={problemOf('scopes')} />
    </>
  )
}

/** "redirect_uris/1 is refused" counts from 0 and in the words of programs. */
function plainly(message: string): string {
  return message
    .replace(/^redirect_uris\/(\d+)/, (_whole, index: string) => `Line ${Number(index) + 1}`)
    .replace(/^redirect_uris/, 'The list')
    .replace(/^jwks_uri must .*/, 'This is neither a key nor the https address of one')
    .replace(/^jwks\S*/, 'This')
    .replace(/^scopes must name at least one scope/, 'Choose at least one')
}
