import type { SharedTrip } from '../../../api/shared.ts'
import { TitledCard } from '../../../components/card.tsx'
import { formatMoment } from '../../../dates.ts'
import { PROSE, ROW, SMALL } from '../../trip/looks.ts'

/** What people wrote last. */
export function SharedChat({ messages }: { messages: NonNullable<SharedTrip['messages']> }) {
  return (
    <TitledCard title="Chat" anchor="chat">
      {messages.length === 0 && <p className={SMALL}>Nobody has written yet</p>}
      <ol className="empty:hidden">
        {messages.map(({ username, text, created_at: at }, index) => (
          <li key={index} className={ROW}>
            <p className={SMALL}>
              <strong className="text-text">{username}</strong> · <time dateTime={at}>{formatMoment(at)}</time>
            </p>
            <p className={PROSE}>{text}</p>
          </li>
        ))}
      </ol>
    </TitledCard>
  )
}
