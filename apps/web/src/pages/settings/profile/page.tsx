import { useQuery } from '@tanstack/react-query'
import { meQuery } from '../../../api/queries.ts'
import { Loading } from '../../../components/loading.tsx'
import { PageTitle } from '../../../components/page-title.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { Identity } from './identity.tsx'
import { Password } from './password.tsx'

/** A person's own account. */
export default function ProfilePage() {
  const { data: user } = useQuery(meQuery)
  return (
    <>
      <PageTitle title="Profile" />
      <p className="mt-1 max-w-prose text-quiet">Who you are here, and how you sign in.</p>
      {user ? (
        <div className="max-w-2xl">
          <Identity key={user.id} user={user} />
          <Password user={user} />
          <DeleteAccount />
        </div>
      ) : (
        <Loading />
      )}
    </>
  )
}
