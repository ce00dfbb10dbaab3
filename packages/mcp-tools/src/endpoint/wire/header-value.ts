const SENTINEL = /^=\?base64\?(.*)\?=$/s
const STRICT_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * The value of an `Mcp-Name` or `Mcp-Param-*` header (2026-07-28, "Value Encoding"): as it is, or Base64 of UTF-8 between
 * `=?base64?` and `?=`. `undefined` when what is between is neither.
 */
export function decodeHeaderValue(value: string): string | undefined {
  const encoded = SENTINEL.exec(value)?.[1]
  if (encoded === undefined) return value
  if (!STRICT_BASE64.test(encoded)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'))
  } catch {
    return undefined
  }
}
