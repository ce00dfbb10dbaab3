import type { IncomingHttpHeaders } from 'node:http'
import { HeaderMismatchError } from './errors.ts'
import { decodeHeaderValue } from './header-value.ts'
import { isObject } from './json-rpc.ts'

/** An argument that clients repeat in a header, for whoever routes requests without reading bodies. */
export interface ParameterHeader {
  argument: string
  /** In lower case, as Node gives headers. */
  header: string
}

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * Finds the arguments marked with `x-mcp-header` in a tool's input schema.
 *
 * @throws {TypeError} where the mark is not on a text, whole number or yes/no at the top of the schema, or not a header
 * name of its own (2026-07-28, "Custom Headers").
 */
export function findParameterHeaders(schema: { properties?: Record<string, unknown> }): ParameterHeader[] {
  const found = Object.entries(schema.properties ?? {}).flatMap(([argument, property]) => {
    const name = isObject(property) ? property['x-mcp-header'] : undefined
    if (!isObject(property) || name === undefined) return []
    if (typeof name !== 'string' || !/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(name))
      throw new TypeError(`argument "${argument}" has an x-mcp-header that is no header name`)
    if (!['string', 'integer', 'boolean'].includes(String(property.type)))
      throw new TypeError(`argument "${argument}" has an x-mcp-header but is no string, integer or boolean`)
    return [{ argument, header: `mcp-param-${name.toLowerCase()}` }]
  })
  if (new Set(found.map(({ header }) => header)).size !== found.length)
    throw new TypeError('two arguments have the same x-mcp-header')
  const marks = JSON.stringify(schema).split('"x-mcp-header":').length - 1
  if (marks !== found.length) throw new TypeError('an x-mcp-header is not at the top of the schema')
  return found
}

/**
 * @throws {HeaderMismatchError} when an argument is there without its header, or they differ.
 */
export function checkParameterHeaders(
  declared: readonly ParameterHeader[],
  given: Record<string, unknown>,
  headers: IncomingHttpHeaders
): void {
  for (const { argument, header } of declared) {
    const value = given[argument]
    if (value === undefined || value === null) continue
    const sent = headers[header]
    if (typeof sent !== 'string') throw new HeaderMismatchError(`The header ${header} has to repeat "${argument}"`)
    const decoded = decodeHeaderValue(sent)
    const isSame =
      typeof value === 'number' && decoded !== undefined && DECIMAL.test(decoded)
        ? Number(decoded) === value
        : decoded === `${value as string | number | boolean}`
    if (!isSame) throw new HeaderMismatchError(`The header ${header} is not what "${argument}" is`)
  }
}
