import { type AnyonesTokens, anyonesTokensQuery } from '../../../api/administration.ts'
import { call } from '../../../api/client.ts'
import { Card } from '../../../components/card.tsx'
import { Checkbox } from '../../../components/checkbox.tsx'
import { Problem } from '../../../components/notice.tsx'
import { count } from '../../../count.ts'
import { useSwitch } from '../use-switch.ts'
import { PagedList } from './paged-list.tsx'

type Person = AnyonesTokens['people'][number]

/** Whether API tokens work: at all, and whose. */
export function TokenSwitches({ enabled, tokens, people }: AnyonesTokens) {
  return (
    <>
      <InstanceSwitch isOn={enabled} />
      {people.length > 0 && (
        <PagedList
          title="Whose API tokens work"
          empty="Nobody has any"
          hint="Person"
          items={people}
          textsOf={({ username }) => [username]}
        >
          {(person) => (
            <PersonSwitch
              key={person.id}
              person={person}
              tokens={tokens.filter(({ user }) => user.id === person.id).length}
            />
          )}
        </PagedList>
      )}
    </>
  )
}

function InstanceSwitch({ isOn }: { isOn: boolean }) {
  const turn = useSwitch({
    query: anyonesTokensQuery,
    turned: (answer, enabled) => ({ ...answer, enabled }),
    send: (enabled) => call('PUT', '/api/admin/mcp-tokens', { body: { enabled } })
  })
  return (
    <Card>
      <Checkbox
        label="API tokens work on this instance"
        hint="Off: none of them opens anything, and nobody can make one. They are kept, and work again when this is on again."
        checked={isOn}
        onChange={({ target }) => turn.mutate(target.checked)}
      />
      {turn.error && <Problem error={turn.error} />}
    </Card>
  )
}

function PersonSwitch({ person: { id, username, enabled: isOn }, tokens }: { person: Person; tokens: number }) {
  const turn = useSwitch({
    query: anyonesTokensQuery,
    turned: (answer, enabled) => {
      const turnedIn = (person: Person) => (person.id === id ? { ...person, enabled } : person)
      return {
        ...answer,
        people: answer.people.map(turnedIn),
        tokens: answer.tokens.map((token) => ({ ...token, user: turnedIn(token.user) }))
      }
    },
    send: (enabled) => call('PUT', '/api/admin/users/{id}/mcp-tokens', { path: { id }, body: { enabled } })
  })
  return (
    <li className="border-t border-line py-2 first:border-0">
      <Checkbox
        label={username}
        hint={tokens === 0 ? 'has none' : `has ${count(tokens, 'token', 'tokens')}`}
        checked={isOn}
        onChange={({ target }) => turn.mutate(target.checked)}
      />
      {turn.error && <Problem error={turn.error} />}
    </li>
  )
}
