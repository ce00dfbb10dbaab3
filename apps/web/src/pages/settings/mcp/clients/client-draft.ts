import type { Client, NewClient, Preset } from '../../../../api/integrations.ts'

/** A client as it stands in the form. */
export interface ClientDraft {
  name: string
  isMachine: boolean
  isPublic: boolean
  /** One address a line. */
  redirectUris: string
  scopes: string[]
}

export const emptyDraft: ClientDraft = { name: '', isMachine: false, isPublic: false, redirectUris: '', scopes: [] }

export function draftOf({ name, machine, public: isPublic, redirect_uris: redirectUris, scopes }: Client): ClientDraft {
  return { name, isMachine: machine, isPublic, redirectUris: redirectUris.join('\n'), scopes }
}

export function draftFromPreset({ name, public: isPublic, redirect_uris: redirectUris, scopes }: Preset): ClientDraft {
  return { name, isMachine: false, isPublic, redirectUris: redirectUris.join('\n'), scopes }
}

export function newClient({ name, isMachine, isPublic, redirectUris, scopes }: ClientDraft): NewClient {
  if (isMachine) return { name, scopes, machine: true }
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
