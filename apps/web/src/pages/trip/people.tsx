import type { WholeTrip } from '../../api/queries.ts'
import { TitledCard } from '../../components/card.tsx'
import { ROW, SMALL } from './looks.ts'

/** Who is on the trip. */
export function People({ members: { owner, members } }: WholeTrip) {
  return (
    <TitledCard title="People" anchor="people">
      <ul>
        <li className={ROW}>
          {owner.username} <span className={SMALL}>owner</span>
        </li>
        {members.map(({ id, username, is_guest: isGuest }) => (
          <li key={id} className={ROW}>
            {username} {isGuest && <span className={SMALL}>guest</span>}
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}
