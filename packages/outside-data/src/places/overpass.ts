import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'
import type { OsmId } from './osm-id.ts'

/** What mappers noted of an object, by the keys of OpenStreetMap. */
export type Tags = Readonly<Record<string, string>>

/** The objects of OpenStreetMap with everything that was noted of them. */
export interface Overpass {
  /** Empty when nothing was noted. @throws {OutsideError} `upstream_failed`, `rate_limited` */
  tags(id: OsmId): Promise<Tags>
}

const answer = Compile(
  Type.Object({
    elements: Type.Array(Type.Object({ tags: Type.Optional(Type.Record(Type.String(), Type.String())) }))
  })
)

/** The Overpass API (https://wiki.openstreetmap.org/wiki/Overpass_API), at the addresses of its interpreters. */
export function createOverpass(service: Service): Overpass {
  const kept = createCache<Tags>({ secondsOf: () => 24 * 3600, maxEntries: 500 })
  return {
    tags: (id) =>
      kept.get([id], async () => {
        const type = id.type === 'relation' ? 'rel' : id.type
        const data = `[out:json][timeout:5];${type}(${id.number});out tags;`
        const found = await service.ask({
          path: '',
          body: { type: 'application/x-www-form-urlencoded', text: new URLSearchParams({ data }).toString() },
          answer
        })
        return found?.elements[0]?.tags ?? {}
      })
  }
}
