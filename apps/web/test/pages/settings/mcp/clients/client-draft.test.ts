import t from 'tap'
import { clientChanges, emptyDraft, newClient } from '../../../../../src/pages/settings/mcp/clients/client-draft.ts'

const draft = {
  ...emptyDraft,
  name: 'Mine',
  scopes: ['trips:read'],
  redirectUris: ' https://a.example/cb \n\n https://b.example/ '
}

t.test('addresses are one a line', async (t) => {
  t.same(newClient({ ...draft, isPublic: true }), {
    name: 'Mine',
    scopes: ['trips:read'],
    public: true,
    redirect_uris: ['https://a.example/cb', 'https://b.example/']
  })
})

t.test('what was typed before the client became a machine is not sent', async (t) => {
  const machine = { ...draft, isMachine: true, isPublic: true }
  t.same(newClient(machine), { name: 'Mine', scopes: ['trips:read'], machine: true })
  t.same(clientChanges(machine), { name: 'Mine', scopes: ['trips:read'] })
})

t.test('a machine that signs says with what: a key, keys, or where they are', async (t) => {
  const keysOf = (publicKey: string) => newClient({ ...draft, isMachine: true, signs: true, publicKey })
  t.match(keysOf(' {"kty":"OKP"} '), { jwks: { keys: [{ kty: 'OKP' }] } })
  t.match(keysOf('{"keys":[{"kty":"EC"},{"kty":"OKP"}]}'), { jwks: { keys: [{ kty: 'EC' }, { kty: 'OKP' }] } })
  t.match(keysOf(' https://keys.example/jwks.json\n'), { jwks_uri: 'https://keys.example/jwks.json' })
  const secret = newClient({ ...draft, isMachine: true, publicKey: '{"kty":"OKP"}' })
  t.notOk('jwks' in secret, 'what was pasted before a secret was chosen is not sent')
})
