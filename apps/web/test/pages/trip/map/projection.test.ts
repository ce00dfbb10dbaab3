import t from 'tap'
import { HEIGHT, project, toPixels, unwrap, viewOf, WIDTH } from '../../../../src/pages/trip/map/projection.ts'

const lisbon = { lat: 38.72, lng: -9.14 }
const berlin = { lat: 52.52, lng: 13.4 }
const suva = { lat: -18.14, lng: 178.44 }
const apia = { lat: -13.83, lng: -171.76 }

t.test('north is up, east is right, and the poles stay on the map', async (t) => {
  const [west, south] = project(lisbon)
  const [east, north] = project(berlin)
  t.ok(west < east && north < south)
  t.ok(Math.abs(project({ lat: 0, lng: 0 })[1]) < 1e-9, 'the equator is in the middle')
  t.ok(Number.isFinite(project({ lat: -90, lng: 0 })[1]))
})

t.test('every place is in view, near and from afar', async (t) => {
  for (const places of [[lisbon], [lisbon, berlin], unwrap([suva, apia, lisbon])])
    for (const away of [1, 4, 256]) {
      const view = viewOf(places, away)
      for (const place of places) {
        const [x, y] = toPixels(project(place), view)
        t.ok(x > 0 && x < WIDTH && y > 0 && y < HEIGHT, `${JSON.stringify(place)} from ${away}`)
      }
    }
})

t.test('places on both sides of the date line are neighbours', async (t) => {
  t.match(unwrap([apia, suva]), [{ lng: 188.24 }, { lng: 178.44 }])
  t.same(unwrap([lisbon, berlin]), [lisbon, berlin])
  t.same(unwrap([]), [])
})

t.test('a single place is shown with what is around it', async (t) => {
  const { scale } = viewOf([lisbon])
  t.equal(WIDTH / scale, 0.5)
})
