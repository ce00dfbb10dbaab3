import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { SUBSCRIPTION_SETTINGS, testSubscriptions } from '../support/subscriptions.ts'
import { startEmbeddedTrek } from '../support/trek.ts'

// The embedded database has one server only.
testSubscriptions(t, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'trek-data-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  const trek = await startEmbeddedTrek(t, dataDir, SUBSCRIPTION_SETTINGS)
  return { trek, here: trek.url, there: trek.url }
})
