import type { ReactNode } from 'react'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/notice.tsx'

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: Error | null }
  children: (data: Data) => ReactNode
}

/** What was asked for, once it is there. What was there stays while asking again fails. */
export function Loaded<Data>({ query: { data, error }, children }: LoadedProps<Data>) {
  return (
    <>
      {error && <Problem error={error} />}
      {data === undefined ? !error && <Loading /> : children(data)}
    </>
  )
}
