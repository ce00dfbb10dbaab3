import { type ComponentProps, lazy, Suspense } from 'react'
import { TitledCard } from '../../../components/card.tsx'
import { Loading } from '../../../components/loading.tsx'

const PlacesMap = lazy(() => import('./places-map.tsx'))

/** The map as a part of a page; it is loaded when it is shown. */
export function MapCard(map: ComponentProps<typeof PlacesMap>) {
  return (
    <TitledCard title="Map" anchor="map" className="lg:mt-0">
      <Suspense fallback={<Loading />}>
        <PlacesMap {...map} />
      </Suspense>
    </TitledCard>
  )
}
