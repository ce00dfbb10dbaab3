import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { NoParameters } from './parameters.ts'

const YearParameters = Type.Object({ year: Type.String({ pattern: '^(20\\d\\d|2100)$' }) })

export const vacayResources: Resource<PlannerContext>[] = [
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://vacay/plan',
    name: 'vacay-plan',
    title: 'Vacation plan',
    description: 'Settings, holiday calendars, people and invitations of the vacation plan',
    scopes: ['vacay:read'],
    addon: 'vacay',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.vacay.plan.get(actor)
  }),
  defineResource<typeof YearParameters, PlannerContext>({
    uri: 'trek://vacay/entries/{year}',
    name: 'vacay-entries',
    title: 'Vacation days of a year',
    description: 'Vacation days of everybody in the plan, and company holidays',
    scopes: ['vacay:read'],
    addon: 'vacay',
    parameters: YearParameters,
    read: ({ year }, { actor, planner }) => planner.vacay.days.list(actor, Number(year))
  }),
  defineResource<typeof YearParameters, PlannerContext>({
    uri: 'trek://vacay/holidays/{year}',
    name: 'vacay-holidays',
    title: 'Public holidays of a year',
    description: 'Public holidays in the calendars of the vacation plan; none while they are switched off there',
    scopes: ['vacay:read'],
    addon: 'vacay',
    parameters: YearParameters,
    read: ({ year }, { actor, planner }) => planner.vacay.plan.publicHolidays(actor, Number(year))
  })
]
