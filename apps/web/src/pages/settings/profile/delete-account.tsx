import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { consequencesQuery } from '../../../api/account.ts'
import { Button } from '../../../components/button.tsx'
import { TitledCard } from '../../../components/card.tsx'
import { Notice } from '../../../components/notice.tsx'
import { DeleteAccountDialog } from './delete-account-dialog.tsx'

/** The end of an account, and who cannot leave. */
export function DeleteAccount() {
  const { data: consequences } = useQuery(consequencesQuery)
  const [isAsking, setAsking] = useState(false)
  const mustStay = consequences?.is_last_administrator ?? false
  return (
    <TitledCard title="Delete account">
      <p className="text-quiet">Removes you and everything that is yours. It cannot be undone.</p>
      {mustStay && (
        <Notice>You are the only administrator here. Make somebody else one before you delete your account.</Notice>
      )}
      <Button look="careful" className="mt-3" disabled={mustStay} onClick={() => setAsking(true)}>
        Delete account …
      </Button>
      {isAsking && <DeleteAccountDialog onClose={() => setAsking(false)} />}
    </TitledCard>
  )
}
