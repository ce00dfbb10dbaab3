import type { Version } from '../wire/versions.ts'

/** What is left of a listed thing for clients of a revision that knew less of it. */
export type Shape = (listing: Record<string, unknown>) => Record<string, unknown>

const without =
  (...names: string[]): Shape =>
  (listing) =>
    Object.fromEntries(Object.entries(listing).filter(([name]) => !names.includes(name)))

const shapes: Record<Version, Shape> = {
  '2026-07-28': (listing) => listing,
  '2025-11-25': (listing) => listing,
  '2025-06-18': without('icons', 'websiteUrl'),
  '2025-03-26': without('icons', 'websiteUrl', 'title')
}

/** Strict clients of older revisions refuse members that came later. */
export function shapeOf(version: Version): Shape {
  return shapes[version]
}
