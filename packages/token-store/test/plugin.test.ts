import { createTestDatabase } from '@trek/test-postgres'
import Fastify from 'fastify'
import t from 'tap'
import { tokenStore } from '../src/index.ts'

t.test('decorates the instance it is registered on', async (t) => {
  const { db } = await createTestDatabase(t)
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(tokenStore, { db })
  t.equal(await app.tokenStore.clients.find('nobody'), undefined)
})
