import t from 'tap'
import { fingerprintOf, openAnswer, sealAnswer } from '../../src/grants/sealed-answer.ts'

const tokens = { accessToken: 'appoa_new', refreshToken: 'apprf_new', scopes: ['notes:read'] }

t.test('AS-66: only the presented token opens the answer', async (t) => {
  const sealed = sealAnswer(tokens, 'apprf_old', 'token-1')
  t.same(openAnswer(sealed, 'apprf_old', 'token-1'), tokens)
  t.throws(() => openAnswer(sealed, 'apprf_other', 'token-1'))
  t.throws(() => openAnswer(sealed, 'apprf_old', 'token-2'))
  t.notMatch(sealed.toString('latin1'), 'app')
})

t.test('an answer that was changed does not open', async (t) => {
  const sealed = sealAnswer(tokens, 'apprf_old', 'token-1')
  for (const at of [0, 12, 28, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    t.throws(() => openAnswer(changed, 'apprf_old', 'token-1'), `byte ${at}`)
  }
  t.throws(() => openAnswer(Buffer.alloc(0), 'apprf_old', 'token-1'))
})

t.test('the same tokens are sealed differently every time', async (t) =>
  t.notSame(sealAnswer(tokens, 'apprf_old', 'token-1'), sealAnswer(tokens, 'apprf_old', 'token-1'))
)

t.test('a fingerprint tells where one part ends', async (t) =>
  t.notSame(fingerprintOf(['ab', 'c']), fingerprintOf(['a', 'bc']))
)
