import { Airport } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { reads } from './arguments.ts'

const SearchInput = Type.Object({
  query: Type.String({ minLength: 1, maxLength: 200, description: 'Name, city or code' }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, description: 'Most results. Default: 10' }))
})
const SearchOutput = Type.Object({ airports: Type.Array(Airport) })

export const searchAirports = defineTool<typeof SearchInput, typeof SearchOutput, PlannerContext>({
  name: 'search_airports',
  title: 'Find airports',
  description:
    'Finds airports with scheduled flights by name, city or code, the best match first; a three-letter code that exists gives that airport alone. Their codes go into the endpoints of create_transport.',
  scopes: ['geo:read'],
  annotations: reads,
  input: SearchInput,
  output: SearchOutput,
  async run({ query, limit }, { planner }) {
    return { airports: await planner.airports.search(query, limit) }
  }
})

const GetInput = Type.Object({
  iata: Type.String({ minLength: 3, maxLength: 3, description: 'IATA code, such as CDG' })
})
const GetOutput = Type.Object({ airport: Airport })

export const getAirport = defineTool<typeof GetInput, typeof GetOutput, PlannerContext>({
  name: 'get_airport',
  title: 'Get an airport',
  description: 'An airport by its IATA code, with coordinates and time zone. To find the code, use search_airports.',
  scopes: ['geo:read'],
  annotations: reads,
  input: GetInput,
  output: GetOutput,
  async run({ iata }, { planner }) {
    return { airport: await planner.airports.get(iata) }
  }
})

export const airportTools: Tool<PlannerContext>[] = [searchAirports, getAirport]
