export interface OsmId {
  type: 'node' | 'way' | 'relation'
  number: string
}

/** Reads `node:1`; `undefined` for anything else. */
export function readOsmId(text: string): OsmId | undefined {
  const [, type, number] = /^(node|way|relation):(\d{1,19})$/.exec(text) ?? []
  return type === undefined || number === undefined ? undefined : { type: type as OsmId['type'], number }
}
