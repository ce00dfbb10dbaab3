import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearchParams } from 'react-router'
import { meQuery, type User } from '../api/queries.ts'
import { isOutsideTheApp, safeReturnTo } from './return-to.ts'

/** What to do once somebody has signed in: remember them and go where they wanted to go. */
export function useEnter(): (user: User) => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  return (user) => {
    const target = safeReturnTo(parameters.get('return_to'))
    queries.clear()
    queries.setQueryData(meQuery.queryKey, user)
    if (isOutsideTheApp(target)) window.location.assign(target)
    else void navigate(target, { replace: true })
  }
}
