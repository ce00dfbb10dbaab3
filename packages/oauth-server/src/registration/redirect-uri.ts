import { isLoopbackRedirectUri } from '../authorization-request/redirect-uri.ts'

/** Schemes a browser or system would act on by itself; a redirect there could run code or open files. */
const DANGEROUS_SCHEMES =
  /^(javascript|data|vbscript|file|blob|about|ftp|ws|wss|view-source|filesystem|intent|resource|jar|chrome.*|moz-extension|ms-.*)$/

/** Private-use schemes of known MCP hosts; others need a dot, a reversed domain name (RFC 8252 section 7.1). */
const KNOWN_SCHEMES = new Set([
  'cursor',
  'vscode',
  'vscode-insiders',
  'vscodium',
  'windsurf',
  'zed',
  'kiro',
  'trae',
  'warp',
  'raycast',
  'goose',
  'lmstudio',
  'claude'
])

export type RedirectUriVerdict =
  | { isAcceptable: true }
  | {
      isAcceptable: false /** Whether one such URI spoils the whole registration. */
      isDangerous: boolean
      rule: string
    }

const acceptable: RedirectUriVerdict = { isAcceptable: true }

/** Whether a redirect URI may be registered: https anywhere, http on loopback, private-use schemes as listed above. */
export function judgeRedirectUri(uri: string): RedirectUriVerdict {
  if (uri.length > 512) return refuse('it is longer than 512 characters')
  if (!/^[\x21-\x7e]+$/.test(uri) || uri.includes('\\'))
    return refuse('it has characters that are not allowed in a URI')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1]?.toLowerCase()
  if (scheme === undefined) return refuse('it is not absolute')
  // The scheme decides, never the host alone: javascript://localhost/ has the host "localhost".
  if (DANGEROUS_SCHEMES.test(scheme))
    return { isAcceptable: false, isDangerous: true, rule: `the scheme ${scheme} is not allowed` }
  if (uri.includes('#')) return refuse('it has a fragment')
  if (!URL.canParse(uri)) return refuse('it is malformed')
  const url = new URL(uri)
  if (url.username !== '' || url.password !== '') return refuse('it has user information')
  if (scheme === 'https') return /^https:\/\/[^/?]/i.test(uri) ? acceptable : refuse('it has no host')
  if (scheme === 'http') return isLoopbackRedirectUri(uri) ? acceptable : refuse('http is allowed on loopback only')
  if (!scheme.includes('.') && !KNOWN_SCHEMES.has(scheme))
    return refuse(`the scheme ${scheme} is not a reversed domain name`)
  return acceptable
}

function refuse(rule: string): RedirectUriVerdict {
  return { isAcceptable: false, isDangerous: false, rule }
}
