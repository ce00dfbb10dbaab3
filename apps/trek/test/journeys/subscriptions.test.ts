import t from 'tap'
import { severalServers } from '../support/several-servers.ts'
import { SUBSCRIPTION_SETTINGS, testSubscriptions } from '../support/subscriptions.ts'

// Two server processes on one PostgreSQL: things are changed at one, and listened to at the other.
testSubscriptions(t, async () => {
  const { trek, urls } = await severalServers(t, 2, SUBSCRIPTION_SETTINGS)
  const [here = '', there = ''] = urls
  return { trek, here, there }
})
