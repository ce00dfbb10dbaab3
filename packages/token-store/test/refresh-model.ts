import * as fc from 'fast-check'
import type { Test } from 'tap'
import { digest, granted, rotation, type StoreUnderTest } from './store-contract.ts'

const WINDOW = 30
const HOUR = 3600
const ACCESS_TTL = HOUR
const OTHER_REQUEST = digest()

/** A refresh token with its access token, as the rules see it. */
interface Pair {
  refresh: Buffer
  access: Buffer
  state: 'active' | 'rotated' | 'superseded'
  issuedAt: number
  isAccessUsed: boolean
  rotatedAt: number
  answeredAt: number
  /** Which of the two requests there are was answered. */
  answeredTo: boolean
  recoveries: number
  successor?: Pair
}

type Actor = 'victim' | 'thief'

type Step =
  | { do: 'refresh'; actor: Actor; node: 0 | 1; isLost: boolean; isSame: boolean }
  | { do: 'use'; actor: Actor; node: 0 | 1 }
  | { do: 'steal' }
  | { do: 'wait'; seconds: number }

/** The rules of AS-66, AS-68 and AS-69, written down a second time, without a database. */
class Family {
  time = 0
  isRevoked = false
  newest: Pair

  constructor(first: { refreshToken: { digest: Buffer }; accessToken: { digest: Buffer } }) {
    this.newest = this.#pair(first.refreshToken.digest, first.accessToken.digest)
  }

  expect(
    { state, successor, ...pair }: Pair,
    isSame: boolean
  ): 'rotated' | 'replayed' | 'recovered' | 'reused' | 'revoked' {
    if (this.isRevoked) return 'revoked'
    if (state === 'active') return 'rotated'
    if (state === 'superseded' || !successor) return 'reused'
    const isOpen = (answeredAt: number) => this.time < answeredAt + WINDOW
    if (isOpen(pair.answeredAt)) {
      const isGood = successor.state === 'active' || (successor.state === 'rotated' && isOpen(successor.answeredAt))
      return isSame === pair.answeredTo && isGood ? 'replayed' : 'reused'
    }
    const wasLost = successor === this.newest && successor.state === 'active' && !successor.isAccessUsed
    return wasLost && this.time < pair.rotatedAt + 24 * HOUR && pair.recoveries < 3 ? 'recovered' : 'reused'
  }

  answer(pair: Pair, isSame: boolean, isRecovery: boolean, issued: { refresh: Buffer; access: Buffer }): Pair {
    if (isRecovery && pair.successor) pair.successor.state = 'superseded'
    if (isRecovery) pair.recoveries += 1
    else pair.rotatedAt = this.time
    pair.state = 'rotated'
    pair.answeredAt = this.time
    pair.answeredTo = isSame
    pair.successor = this.#pair(issued.refresh, issued.access)
    this.newest = pair.successor
    return pair.successor
  }

  isLive({ state, issuedAt }: Pair): boolean {
    return !this.isRevoked && state !== 'superseded' && this.time < issuedAt + ACCESS_TTL
  }

  #pair(refresh: Buffer, access: Buffer): Pair {
    const { time } = this
    return {
      refresh,
      access,
      state: 'active',
      issuedAt: time,
      isAccessUsed: false,
      rotatedAt: 0,
      answeredAt: 0,
      answeredTo: true,
      recoveries: 0
    }
  }
}

const actor = fc.constantFrom<Actor>('victim', 'thief')
const node = fc.constantFrom<0 | 1>(0, 1)
const refresh = fc.record({
  do: fc.constant('refresh' as const),
  actor,
  node,
  isLost: fc.boolean(),
  isSame: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
})
const use = fc.record({ do: fc.constant('use' as const), actor, node })
// Never near an edge of the rules: the test itself takes time.
const wait = fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(10, 45, 600, 2 * HOUR, 25 * HOUR) })
const steal = fc.constant({ do: 'steal' as const })

/** Plays steps against the store and the rules, and compares every answer. */
async function play(under: StoreUnderTest, steps: readonly Step[]) {
  const nodes = [under.store, under.otherNode]
  const first = await granted(under.store)
  const family = new Family(first)
  const held: Record<Actor, Pair | undefined> = { victim: family.newest, thief: undefined }

  for (const step of steps) {
    if (step.do === 'wait') {
      await under.passTime(step.seconds)
      family.time += step.seconds
      continue
    }
    if (step.do === 'steal') {
      held.thief = held.victim
      continue
    }
    const pair = held[step.actor]
    const store = nodes[step.node]
    if (!pair || !store) continue
    if (step.do === 'use') {
      const isLive = (await store.accessTokens.find(pair.access)) !== undefined
      if (isLive !== family.isLive(pair)) throw new Error(`the access token should be ${isLive ? 'dead' : 'live'}`)
      pair.isAccessUsed ||= isLive
      continue
    }
    const request = rotation(first.client.id, pair.refresh, step.isSame ? {} : { fingerprint: OTHER_REQUEST })
    const expected = family.expect(pair, step.isSame)
    const answer = await store.refreshTokens.rotate({
      ...request,
      replay: { ...request.replay, sealed: request.successor.digest }
    })
    if (answer.outcome !== expected) throw new Error(`${expected} was due, not ${answer.outcome}`)
    if (answer.outcome === 'reused') family.isRevoked = true
    let received: Pair | undefined
    if (answer.outcome === 'rotated' || answer.outcome === 'recovered') {
      const issued = { refresh: request.successor.digest, access: request.accessToken.digest }
      received = family.answer(pair, step.isSame, answer.outcome === 'recovered', issued)
    }
    if (answer.outcome === 'replayed') {
      received = pair.successor
      if (!received?.refresh.equals(answer.sealed)) throw new Error('the replay is another answer')
    }
    if (received && !step.isLost) held[step.actor] = received
  }
  return { isRevoked: family.isRevoked }
}

/** AS-67: why answering a refresh twice does not weaken the detection of theft. */
export function testRefreshModel(t: Test, setUp: (t: Test) => Promise<StoreUnderTest>): void {
  t.test('AS-67: a victim and a thief on two nodes, lost answers and passing time', async (t) => {
    const under = await setUp(t)
    const turn = (who: Actor): Step[] => [
      { do: 'refresh', actor: who, node: 0, isLost: false, isSame: true },
      { do: 'use', actor: who, node: 1 },
      { do: 'wait', seconds: 45 }
    ]
    const story = fc.array(fc.oneof(refresh, refresh, use, wait, steal), { minLength: 3, maxLength: 14 })
    let stories = 0
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        stories += 1
        // Whatever happened before: if both go on with what they hold, one of them is found out.
        const goingOn = [
          { do: 'steal' as const },
          ...turn('victim'),
          ...turn('thief'),
          ...turn('victim'),
          ...turn('thief')
        ]
        const { isRevoked } = await play(under, [...steps, { do: 'wait', seconds: 45 }, ...goingOn])
        if (!isRevoked) throw new Error('both live on')
      }),
      { numRuns: 100 }
    )
    t.equal(stories, 100, 'every answer was the one the rules give, and no thief lived on')
  })

  t.test('AS-66, AS-68: a client alone, losing answers and asking on two nodes, is never logged out', async (t) => {
    const under = await setUp(t)
    const alone = { actor: 'victim' as const }
    const kept: Step = { do: 'refresh', ...alone, node: 0, isLost: false, isSame: true }
    const story = fc.array(
      fc.oneof(
        fc.constant<Step[]>([kept]),
        // Up to three answers lost in a row, soon after or within the day.
        fc
          .array(fc.record({ node, seconds: fc.constantFrom(1, 45, 2 * HOUR) }), { minLength: 1, maxLength: 3 })
          .map((losses) => [
            ...losses.flatMap(({ node: at, seconds }): Step[] => [
              { do: 'refresh', ...alone, node: at, isLost: true, isSame: true },
              { do: 'wait', seconds }
            ]),
            kept
          ]),
        node.map((at): Step[] => [{ do: 'use', ...alone, node: at }]),
        fc
          .constantFrom<Step[][]>([{ do: 'wait', seconds: 45 }], [{ do: 'wait', seconds: 25 * HOUR }])
          .map((steps) => steps)
      ),
      { minLength: 2, maxLength: 8 }
    )
    let stories = 0
    await fc.assert(
      fc.asyncProperty(story, async (parts) => {
        stories += 1
        const { isRevoked } = await play(under, parts.flat())
        if (isRevoked) throw new Error('logged out')
      }),
      { numRuns: 60 }
    )
    t.equal(stories, 60)
  })
}
