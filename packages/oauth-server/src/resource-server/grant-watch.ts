import type { Settings } from '../options.ts'
import type { AccessToken } from './resource-server.ts'

/** Well under the 5 seconds in which a revocation has to be felt everywhere. */
const LOOK_EVERY_MS = 2000

/**
 * Ends what outlives a request. A request is checked as it comes in; a stream that it opened goes on, so the grants of
 * open streams are looked at together, every other second, and only while there are any.
 */
export interface GrantWatch {
  /**
   * Calls `end` once, when the token's authorisation is over: revoked, its client disabled, its person no longer active.
   * That the access token expires, or is refreshed, ends nothing. Returns what stops the watch.
   */
  watch: (accessToken: Pick<AccessToken, 'kind' | 'id' | 'grantId' | 'subject'>, end: () => void) => () => void
  close(): void
}

interface Watched {
  accessToken: Parameters<GrantWatch['watch']>[0]
  end: () => void
}

export function createGrantWatch(settings: Settings, onError: (error: unknown) => void): GrantWatch {
  const watched = new Set<Watched>()
  let timer: NodeJS.Timeout | undefined

  async function look(): Promise<void> {
    const now = [...watched]
    const isOver = await findEnded(
      now.map(({ accessToken }) => accessToken),
      settings
    )
    for (const one of now) {
      if (!isOver(one.accessToken) || !watched.delete(one)) continue
      one.end()
    }
  }

  function schedule(): void {
    if (timer || watched.size === 0) return
    timer = setTimeout(() => {
      void look()
        .catch(onError)
        .finally(() => {
          timer = undefined
          schedule()
        })
    }, LOOK_EVERY_MS)
    timer.unref()
  }

  return {
    watch(accessToken, end) {
      const one = { accessToken, end }
      watched.add(one)
      schedule()
      return () => void watched.delete(one)
    },
    close() {
      watched.clear()
      clearTimeout(timer)
    }
  }
}

/** While the database is out of reach nothing is known to be over, and this rejects. */
async function findEnded(tokens: Watched['accessToken'][], { store, isActiveSubject, staticTokens }: Settings) {
  const grantIds = [...new Set(tokens.flatMap(({ grantId }) => grantId ?? []))]
  const subjects = [...new Set(tokens.map(({ subject }) => subject))]
  const endedGrants = new Set(await store.grants.findEnded(grantIds))
  const inactive = new Set<string>()
  const staticIds = new Set<string>()
  for (const subject of subjects) {
    if (!(await isActiveSubject(subject))) inactive.add(subject)
    if (!tokens.some((token) => token.subject === subject && token.kind === 'static')) continue
    if (!(await staticTokens?.isEnabled(subject))) continue
    for (const { id } of await store.staticTokens.list({ subject })) staticIds.add(id)
  }
  return ({ kind, id, grantId, subject }: Watched['accessToken']) =>
    inactive.has(subject) || (kind === 'static' ? !staticIds.has(id) : endedGrants.has(grantId ?? ''))
}
