import { clientRefused, type ClientRequest, type PresentedClient } from './client-authentication.ts'

/** RFC 6749 section 2.3.1: base64, split at the first colon, both halves form-decoded. */
export function readClientSecretBasic({ authorization }: ClientRequest): PresentedClient | undefined {
  const match = /^basic +(.*)$/i.exec(authorization ?? '')
  if (!match) return undefined
  const encoded = match[1] as string
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) throw clientRefused('basic_malformed', 'client_secret_basic')
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = credentials.indexOf(':')
  if (colon < 1) throw clientRefused('basic_malformed', 'client_secret_basic')
  return {
    method: 'client_secret_basic',
    clientId: formDecode(credentials.slice(0, colon)),
    secret: formDecode(credentials.slice(colon + 1))
  }
}

function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw clientRefused('basic_malformed', 'client_secret_basic')
  }
}
