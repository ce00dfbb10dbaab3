import type { Client, NewClient, Preset } from '../../../../api/integrations.ts'

/** A client as it stands in the form. */
export interface ClientDraft {
  name: string
  isMachine: boolean
  isPublic: boolean
  /** One address a line. */
  redirectUris: string
  scopes: string[]
  /** Whether a machine signs instead of sending a secret. */
  signs: boolean
  /** What it signs with: a JWK, a set of them, or where that is. */
  publicKey: string
}

export const emptyDraft: ClientDraft = {
  name: '',
  isMachine: false,
  isPublic: false,
  redirectUris: '',
  scopes: [],
  signs: false,
  publicKey: ''
}

export function draftOf({ name, machine, public: isPublic, redirect_uris: redirectUris, scopes }: Client): ClientDraft {
  return { ...emptyDraft, name, isMachine: machine, isPublic, redirectUris: redirectUris.join('\n'), scopes }
}

export function draftFromPreset({ name, public: isPublic, redirect_uris: redirectUris, scopes }: Preset): ClientDraft {
  return { ...emptyDraft, name, isPublic, redirectUris: redirectUris.join('\n'), scopes }
}

export function newClient(draft: ClientDraft): NewClient {
  const { name, isMachine, isPublic, redirectUris, scopes, signs, publicKey } = draft
  if (isMachine) return { name, scopes, machine: true, ...(signs && keysFrom(publicKey)) }
  return { name, scopes, public: isPublic, redirect_uris: linesOf(redirectUris) }
}

/** What can be changed of a client that is there; how it proves itself cannot. */
export function clientChanges({ name, isMachine, redirectUris, scopes }: ClientDraft) {
  return { name, scopes, ...(!isMachine && { redirect_uris: linesOf(redirectUris) }) }
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** What is no JSON is taken for an address; whether it is one, or a key, is for the server to say. */
function keysFrom(text: string): Pick<NewClient, 'jwks' | 'jwks_uri'> {
  const value = parsed(text)
  if (typeof value !== 'object' || value === null) return { jwks_uri: text.trim() }
  return { jwks: ('keys' in value ? value : { keys: [value] }) as NonNullable<NewClient['jwks']> }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
