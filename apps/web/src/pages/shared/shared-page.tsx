import type { ReactNode } from 'react'
import { ApiError } from '../../api/client.ts'
import { Card } from '../../components/card.tsx'
import { NarrowPage } from '../../components/narrow-page.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { Loaded } from '../trip/loaded.tsx'

interface SharedPageProps<Data> {
  query: { data: Data | undefined; error: Error | null }
  children: (data: Data) => ReactNode
}

/** What surrounds the page of a public link, for people who may have no account here. */
export function SharedPage<Data>({ query, children }: SharedPageProps<Data>) {
  if (query.error instanceof ApiError && query.error.status === 404) return <NoSuchLink />
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-card px-4 py-3">
        <span className="flex items-center gap-2 font-bold tracking-wide">
          <span aria-hidden="true" className="size-3 rounded-sm bg-accent" />
          TREK
        </span>
        <span className="text-quiet">Shared with you, to look at</span>
      </header>
      <main className="mx-auto max-w-5xl px-4 pt-6 pb-16">
        <Loaded query={query}>{children}</Loaded>
      </main>
    </>
  )
}

/** The same for one that expired, was taken back or never was: who guesses learns nothing. */
function NoSuchLink() {
  return (
    <NarrowPage>
      <Card>
        <PageTitle title="This link shows nothing" />
        <p className="mt-2">It may have expired, or whoever shared it has taken it back. Ask them for a new one.</p>
      </Card>
    </NarrowPage>
  )
}
