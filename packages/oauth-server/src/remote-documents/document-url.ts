import { isLoopbackHttp } from '../loopback.ts'

const LONGEST = 512
/** Two labels or more, the last one with a letter in front: no IP address in any notation, no trailing dot. */
const DNS_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Names that lead into a private network: RFC 6761, RFC 6762 with its appendix G, RFC 8375. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|private|corp|home|lan|home\.arpa)$/

export interface DocumentUrlPolicy {
  /** Whether `http` on a loopback host, any port, is acceptable: for a server that runs on loopback itself. */
  allowLoopbackHttp: boolean
}

export type DocumentUrlVerdict = { isAcceptable: true } | { isAcceptable: false; rule: string }

/** Whether a URL a stranger chose may be fetched at all, told from its text alone; addresses are judged later. */
export function judgeDocumentUrl(url: string, { allowLoopbackHttp }: DocumentUrlPolicy): DocumentUrlVerdict {
  const rule = brokenRule(url, allowLoopbackHttp)
  return rule === undefined ? { isAcceptable: true } : { isAcceptable: false, rule }
}

function brokenRule(text: string, allowLoopbackHttp: boolean): string | undefined {
  if (text.length > LONGEST) return `it is longer than ${LONGEST} characters`
  if (!/^[\x21-\x7e]*$/.test(text) || text.includes('\\')) return 'it has characters that are not allowed in a URL'
  if (/%(?![0-9a-f]{2})/i.test(text)) return 'it has a malformed percent-encoding'
  if (/%(?:[01][0-9a-f]|7f|5c)/i.test(text)) return 'it has encoded control characters or backslashes'
  if (text.includes('#')) return 'it has a fragment'
  const [, scheme, authority = '', path = ''] = /^([a-z]+):\/\/([^/?]*)([^?]*)/.exec(text) ?? []
  if (scheme !== 'https' && !(scheme === 'http' && allowLoopbackHttp)) return 'it is not https'
  if (authority.includes('@')) return 'it has user information'
  if (/^\/*$/.test(path)) return 'it has no path'
  // Servers decode once before they look for dot segments, and some take an encoded slash for a slash.
  if (segments(path).some((segment) => segment === '.' || segment === '..')) return 'its path has dot segments'
  if (!URL.canParse(text)) return 'it is malformed'
  const url = new URL(text)
  if (url.href !== text) return 'it is not written in its normal form'
  if (scheme === 'http') return isLoopbackHttp(url) ? undefined : 'http is allowed on loopback only'
  if (url.port !== '') return 'it names a port'
  if (!DNS_NAME.test(url.hostname)) return 'its host is not a full DNS name'
  if (PRIVATE_NAME.test(url.hostname)) return 'its host is a name of private networks'
  return undefined
}

function segments(path: string): string[] {
  return path.replace(/%2e/gi, '.').replace(/%2f/gi, '/').split('/')
}
