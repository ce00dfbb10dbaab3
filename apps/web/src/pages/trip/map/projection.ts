/** Somewhere on earth, in degrees. */
export interface Position {
  lat: number
  lng: number
}

/** The part of the world that a map shows, and how large. */
export interface View {
  /** Mercator coordinates of the upper left corner, in degrees of longitude. */
  left: number
  top: number
  /** Pixels per degree of longitude. */
  scale: number
}

/** A map's size in its own pixels; it is scaled to the room there is. */
export const WIDTH = 800
export const HEIGHT = 600

/** Beyond it Mercator's map grows without end. */
const MAX_LATITUDE = 84
/** About 40 kilometres: nearer than that the shapes of countries say nothing. */
const MIN_SPAN = 0.5
const MARGIN = 1.35

const radians = Math.PI / 180

/** Mercator's projection; both coordinates in degrees of longitude, southwards. */
export function project({ lat, lng }: Position): [x: number, y: number] {
  const latitude = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat))
  return [lng, -Math.log(Math.tan(Math.PI / 4 + (latitude * radians) / 2)) / radians]
}

/**
 * The longitudes of all positions side by side, so that those on both sides of the date line are neighbours: what is
 * before the widest gap goes once around.
 */
export function unwrap<Place extends Position>(positions: readonly Place[]): Place[] {
  const sorted = positions.map(({ lng }) => lng).toSorted((a, b) => a - b)
  const gaps = sorted.map((lng, i) => ({ start: lng, width: lng - (sorted[i - 1] ?? (sorted.at(-1) ?? 0) - 360) }))
  const widest = gaps.reduce((a, b) => (b.width > a.width ? b : a), { start: -180, width: -1 })
  return positions.map((place) => (place.lng < widest.start ? { ...place, lng: place.lng + 360 } : place))
}

/** A view with all of them in it, `away` times as far away; they are unwrapped, and there is at least one. */
export function viewOf(positions: readonly Position[], away = 1): View {
  const points = positions.map(project)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const needed = Math.max(MIN_SPAN, (east - west) * MARGIN, (south - north) * MARGIN * (WIDTH / HEIGHT))
  const span = Math.min(360, needed * away)
  return {
    left: (west + east - span) / 2,
    top: (north + south - (span * HEIGHT) / WIDTH) / 2,
    scale: WIDTH / span
  }
}

/** Where something is on the map. */
export function toPixels([x, y]: readonly [number, number], { left, top, scale }: View): [x: number, y: number] {
  return [(x - left) * scale, (y - top) * scale]
}
