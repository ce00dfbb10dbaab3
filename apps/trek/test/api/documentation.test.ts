import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { startTrek } from '../support/trek.ts'

t.test('the API is described as OpenAPI, with what it takes, answers and refuses', async (t) => {
  const trek = await startTrek(t)
  const { status, body } = await trek.browser().call('GET', '/api/docs')
  t.equal(status, 200)
  t.match(body, { openapi: '3.1.0', info: { title: 'TREK', version: String } })
  const { patch, delete: remove } = body.paths['/api/oauth/clients/{id}']
  t.match(patch, {
    parameters: [{ in: 'path', name: 'id', required: true }],
    requestBody: { content: { 'application/json': { schema: { properties: { disabled: { type: 'boolean' } } } } } },
    responses: {
      200: { content: { 'application/json': { schema: { required: ['client'] } } } },
      '4XX': { content: { 'application/json': { schema: { required: ['error', 'message'] } } } }
    }
  })
  t.equal(remove.responses['204'].content, undefined)
  t.same(
    Object.keys(body.paths).filter((path) => !path.startsWith('/api/')),
    [],
    'nothing of the other parts'
  )
  t.notOk(body.paths['/api/*'], 'what answers unknown paths is no route of the API')
})

t.test('the pages know the API as it is (if not: npm run api:types)', async (t) => {
  const trek = await startTrek(t)
  const directory = await mkdtemp(join(tmpdir(), 'trek-openapi-'))
  t.teardown(() => rm(directory, { recursive: true }))
  const document = join(directory, 'openapi.json')
  await writeFile(document, JSON.stringify((await trek.browser().call('GET', '/api/docs')).body))

  const manifest = createRequire(import.meta.url).resolve('@trek/web/package.json')
  const generator = join(dirname(createRequire(manifest).resolve('openapi-typescript')), '../bin/cli.js')
  const args = [generator, document, '--output', join(dirname(manifest), 'src/api/schema.d.ts'), '--check']
  await t.resolves(promisify(execFile)(process.execPath, args, { cwd: dirname(manifest) }))
})
