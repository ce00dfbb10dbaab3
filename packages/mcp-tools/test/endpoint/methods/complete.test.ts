import t from 'tap'
import { Type } from 'typebox'
import { definePrompt, defineResource } from '../../../src/endpoint/index.ts'
import { post, testEndpoint } from '../../support/endpoint.ts'

interface Context {
  who: string
}
const City = Type.Object({ country: Type.String(), city: Type.String() })
const Word = Type.Object({ word: Type.String() })
const cities: Record<string, string[]> = { it: ['Rome', 'Ravenna', 'Milan'], fr: ['Rennes', 'Paris'] }

const prompts = [
  definePrompt<typeof City, Context>({
    name: 'visit',
    title: 'Visit',
    description: 'Visits a city',
    scopes: ['talk'],
    arguments: City,
    complete: {
      city: async (typed, _context, { country = '' }) =>
        (cities[country] ?? []).filter((city) => city.startsWith(typed))
    },
    run: async ({ city }) => `Let us visit ${city}`
  })
]
const resources = [
  defineResource<typeof Word, Context>({
    uri: 'fix://words/{word}',
    name: 'word',
    title: 'Word',
    description: 'One word',
    scopes: [],
    parameters: Word,
    complete: { word: async (typed, { who }) => Array.from({ length: 150 }, (_, i) => `${who}-${typed}${i}`) },
    read: async ({ word }) => ({ word })
  })
]

t.test('MCP-51: arguments are completed, with what was chosen before and for who asks', async (t) => {
  const { app } = await testEndpoint(t, { prompts, resources })
  const complete = async (ref: object, argument: object, known = {}, authorization = 'Bearer anna:talk') =>
    (
      await post(
        app,
        {
          jsonrpc: '2.0',
          id: 1,
          method: 'completion/complete',
          params: { ref, argument, context: { arguments: known } }
        },
        { authorization }
      )
    ).json()
  const visit = { type: 'ref/prompt', name: 'visit' }
  t.same((await complete(visit, { name: 'city', value: 'R' }, { country: 'it' })).result.completion, {
    values: ['Rome', 'Ravenna'],
    total: 2,
    hasMore: false
  })
  t.same((await complete(visit, { name: 'city', value: 'R' }, { country: 'fr' })).result.completion.values, ['Rennes'])
  t.same((await complete(visit, { name: 'country', value: '' })).result.completion.values, [], 'nothing to offer')
  t.match(await complete(visit, { name: 'city', value: '' }, {}, 'Bearer anna:'), { error: { code: -32602 } })

  const word = { type: 'ref/resource', uri: 'fix://words/{word}' }
  const { completion } = (await complete(word, { name: 'word', value: 'x' }, {}, 'Bearer bert:')).result
  t.equal(completion.values.length, 100)
  t.equal(completion.values[0], 'bert-x0')
  t.match(completion, { total: 150, hasMore: true })
  for (const wrong of [{}, { type: 'ref/other' }, { type: 'ref/resource', uri: 'fix://other' }])
    t.match(await complete(wrong, { name: 'word', value: 'x' }), { error: { code: -32602 } })
  t.match(await complete(word, { name: 'word' }), { error: { code: -32602 } })
})

t.test('MCP-16: completion is offered only where something completes', async (t) => {
  const { app } = await testEndpoint(t)
  const reply = await post(app, { jsonrpc: '2.0', id: 1, method: 'completion/complete', params: {} })
  t.match(reply.json(), { error: { code: -32601 } })
})
