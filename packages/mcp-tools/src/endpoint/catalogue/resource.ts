import { UriTemplate } from '@modelcontextprotocol/server'
import type { Validator } from 'typebox/compile'
import type { Resource } from '../definitions/resource.ts'
import { compileSchema } from './schema.ts'

export interface CompiledResource<Context> {
  resource: Resource<Context>
  readonly parameters: Validator
  isTemplate: boolean
  /** The variables of a URI that fits; `undefined` for any other URI. */
  match: (uri: string) => Record<string, string> | undefined
  /** As `resources/list` or `resources/templates/list` shows it. */
  listing: Record<string, unknown>
}

export const JSON_TYPE = 'application/json'

/** Compiles a resource; what its parameters do not fit does not exist. */
export function compileResource<Context>(resource: Resource<Context>): CompiledResource<Context> {
  const { uri, name, title, description, mimeType = JSON_TYPE, size, annotations, icons, meta } = resource
  const isTemplate = uri.includes('{')
  const parameters = compileSchema(resource.parameters)
  return {
    resource,
    get parameters() {
      return parameters.validator
    },
    isTemplate,
    match: createMatcher(uri),
    listing: {
      [isTemplate ? 'uriTemplate' : 'uri']: uri,
      name,
      title,
      description,
      mimeType,
      ...(size !== undefined && !isTemplate && { size }),
      ...(annotations && { annotations }),
      ...(icons && { icons }),
      ...(meta && { _meta: meta })
    }
  }
}

function createMatcher(uri: string): CompiledResource<unknown>['match'] {
  const [path = '', query] = uri.split('{?')
  const template = new UriTemplate(path)
  const queryNames = query?.replace('}', '').split(',') ?? []
  return (asked) => {
    const [askedPath = '', askedQuery = ''] = asked.split('?', 2)
    const found = path.includes('{') ? template.match(askedPath) : askedPath === path ? {} : null
    const variables = found && decodeAll(found as Record<string, string>)
    if (!variables) return undefined
    const given = new URLSearchParams(askedQuery)
    const fromQuery = queryNames.filter((name) => given.has(name)).map((name) => [name, given.get(name) ?? ''])
    return { ...variables, ...Object.fromEntries(fromQuery) }
  }
}

/** A variable is one segment of a path, whatever its percent-encoding hides. */
function decodeAll(variables: Record<string, string>): Record<string, string> | undefined {
  const decoded: Record<string, string> = {}
  for (const [name, value] of Object.entries(variables)) {
    try {
      decoded[name] = decodeURIComponent(value)
    } catch {
      return undefined
    }
    if (/[/\\\0]/.test(decoded[name]) || decoded[name] === '..' || decoded[name] === '.') return undefined
  }
  return decoded
}
