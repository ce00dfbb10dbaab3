import { queryOptions } from '@tanstack/react-query'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import address from 'world-atlas/countries-50m.json?url'
import { HEIGHT, project, toPixels, type View, WIDTH } from './projection.ts'

/** The outline of one piece of land or water, projected, and what it lies within. */
interface Ring {
  points: [x: number, y: number][]
  west: number
  east: number
  north: number
  south: number
}

/** The countries of the world as rings; the file comes with the pages, so a map needs nobody else. */
export const countriesQuery = queryOptions({
  queryKey: ['countries'],
  queryFn: async (): Promise<Ring[][]> => {
    const response = await fetch(address)
    if (!response.ok) throw new Error('The map cannot be loaded. Try again in a moment.')
    return readCountries((await response.json()) as Topology<{ countries: GeometryCollection }>)
  },
  staleTime: Infinity
})

function readCountries(topology: Topology<{ countries: GeometryCollection }>): Ring[][] {
  return feature(topology, topology.objects.countries).features.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return [geometry.coordinates.map(toRing)]
    return geometry.type === 'MultiPolygon' ? [geometry.coordinates.flat().map(toRing)] : []
  })
}

function toRing(positions: number[][]): Ring {
  const points = positions.map(([lng = 0, lat = 0]) => project({ lat, lng }))
  const ring: Ring = { points, west: Infinity, east: -Infinity, north: Infinity, south: -Infinity }
  for (const [x, y] of points) {
    ring.west = Math.min(ring.west, x)
    ring.east = Math.max(ring.east, x)
    ring.north = Math.min(ring.north, y)
    ring.south = Math.max(ring.south, y)
  }
  return ring
}

/** One turn of the world, for maps across the date line. */
const TURNS = [-360, 0, 360]

/** The paths of the countries in a view, without what is too small to be seen there. */
export function drawCountries(countries: Ring[][], view: View): string[] {
  const right = view.left + WIDTH / view.scale
  const bottom = view.top + HEIGHT / view.scale
  return countries.flatMap((rings) =>
    TURNS.flatMap((turn) => {
      const path = rings
        .filter(
          ({ west, east, north, south }) =>
            west + turn < right && east + turn > view.left && north < bottom && south > view.top
        )
        .map((ring) => drawRing(ring, turn, view))
        .join('')
      return path === '' ? [] : [path]
    })
  )
}

function drawRing({ points }: Ring, turn: number, view: View): string {
  const drawn: string[] = []
  for (const [x, y] of points) {
    const [px, py] = toPixels([x + turn, y], view)
    const point = `${Math.round(px)} ${Math.round(py)}`
    if (drawn.at(-1) !== point) drawn.push(point)
  }
  return drawn.length < 3 ? '' : `M${drawn.join('L')}Z`
}
