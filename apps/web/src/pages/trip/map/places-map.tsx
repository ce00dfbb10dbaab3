import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { Loaded } from '../loaded.tsx'
import { SMALL } from '../looks.ts'
import { HEIGHT, project, toPixels, unwrap, viewOf, WIDTH } from './projection.ts'
import { countriesQuery, drawCountries } from './shapes.ts'

/** How many times as far away each step goes. */
const STEP = 4
const MAX_STEPS = 4

interface Place {
  id: number
  name: string
  lat: number | null
  lng: number | null
}

interface Pin extends Place {
  number: number
  lat: number
  lng: number
}

interface PlacesMapProps {
  places: Place[]
  /** The ids of those that are visited, in that order. */
  visited: number[]
}

/** Where places are, on a map of the world's countries that is drawn here. */
export default function PlacesMap({ places, visited }: PlacesMapProps) {
  const [steps, setSteps] = useState(0)
  const countries = useQuery(countriesQuery)
  const pins = unwrap(pinsOf({ places, visited }))
  const missing = places.length - pins.length
  if (pins.length === 0) return <p className={SMALL}>No place with a position yet</p>
  const view = viewOf(pins, STEP ** steps)
  return (
    <>
      <Loaded query={countries}>
        {(shapes) => (
          <svg
            role="img"
            aria-label={`Map with ${pins.length} ${pins.length === 1 ? 'place' : 'places'}`}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            className="block w-full rounded-control border border-line bg-accent-ground"
          >
            <g className="fill-card stroke-edge stroke-[1.5]">
              {drawCountries(shapes, view).map((path) => (
                <path key={path} d={path} />
              ))}
            </g>
            {pins.toReversed().map((pin) => {
              const [x, y] = toPixels(project(pin), view)
              return (
                <g key={pin.id} transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
                  <circle r="32" className="fill-accent stroke-card stroke-4" />
                  <text textAnchor="middle" dy="0.36em" className="fill-on-accent text-[36px] font-bold">
                    {pin.number}
                  </text>
                </g>
              )
            })}
          </svg>
        )}
      </Loaded>
      <div className="mt-2 flex gap-2">
        <Button look="quiet" size="small" disabled={steps === MAX_STEPS} onClick={() => setSteps(steps + 1)}>
          Zoom out
        </Button>
        <Button look="quiet" size="small" disabled={steps === 0} onClick={() => setSteps(steps - 1)}>
          Zoom in
        </Button>
      </div>
      <ol aria-label="Places on the map" className="mt-2 text-sm">
        {pins.map(({ id, number, name }) => (
          <li key={id} className="flex gap-2 wrap-anywhere">
            <span className="w-6 shrink-0 text-right font-semibold tabular-nums">{number}</span> {name}
          </li>
        ))}
      </ol>
      {missing > 0 && (
        <p className={`mt-2 ${SMALL}`}>{missing === 1 ? 'One place has' : `${missing} places have`} no position</p>
      )}
    </>
  )
}

/** The places whose position is known, numbered as they are visited. */
function pinsOf({ places, visited }: PlacesMapProps): Pin[] {
  const order = new Map([...new Set([...visited, ...places.map(({ id }) => id)])].map((id, index) => [id, index]))
  return places
    .toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
    .flatMap(({ id, name, lat, lng }) => (lat === null || lng === null ? [] : [{ id, name, lat, lng }]))
    .map((place, index) => ({ ...place, number: index + 1 }))
}
