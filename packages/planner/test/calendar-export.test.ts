import ICAL from 'ical.js'
import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('a calendar that a strict parser reads, with the zone of each place', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner } = test
  const [first = 0, second = 0] = dayIds
  const visit = await planner.assignments.create(anna, trip.id, {
    dayId: first,
    placeId: place.id,
    notes: 'Bring; water, and\nhats – ' + 'long '.repeat(30)
  })
  await planner.assignments.updateTime(anna, trip.id, visit.id, { start: '09:30', end: '11:00' })
  await planner.places.createAndAssign(anna, trip.id, second, { name: 'Anywhere' })
  await planner.dayNotes.create(anna, trip.id, second, { text: 'Rest', time: 'noon' })

  const { ics, filename } = await planner.trips.exportCalendar(anna, trip.id)
  t.equal(filename, 'Rome.ics')
  t.ok(ics.endsWith('END:VCALENDAR\r\n'))
  t.ok(
    ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')),
    'lines are folded and end in CRLF'
  )

  const calendar = new ICAL.Component(ICAL.parse(ics))
  t.same(
    calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    ['Europe/Rome']
  )
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
  const summary = (name: string) => events.find((event) => event.summary === name)
  t.equal(summary('Rome')?.endDate.toString(), '2027-06-15', 'the end is exclusive')
  t.equal(summary('Colosseum')?.startDate.toString(), '2027-06-10T09:30:00')
  t.equal(summary('Colosseum')?.component.getFirstProperty('dtstart')?.getParameter('tzid'), 'Europe/Rome')
  t.match(summary('Colosseum')?.description, 'Bring; water, and\nhats')
  t.match(summary('Day 2')?.description, /• Anywhere\n• noon: Rest/)
  t.equal(events.length, 3)
})

t.test('what people wrote stays in its line, and no visit ends when it starts', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const notes = 'one\rtwo\r\nthree'
  const visit = { dayId: dayIds[0] ?? 0, placeId: place.id, notes }
  const { id } = await test.planner.assignments.create(anna, trip.id, visit)
  await test.planner.assignments.updateTime(anna, trip.id, id, { start: '09:30', end: '09:30' })
  const { ics } = await test.planner.trips.exportCalendar(anna, trip.id)
  t.match(ics, 'DESCRIPTION:one\\ntwo\\nthree\r\n')
  t.notMatch(ics, 'DTEND;TZID')
})
