import type { ReactNode } from 'react'

/** A page of one small card, for people who are not signed in yet; looks as the consent page does, which often follows. */
export function NarrowPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto max-w-md px-4 pt-[8vh] pb-16">
      <p className="flex items-center gap-2 font-bold tracking-wide">
        <span aria-hidden="true" className="size-3 rounded-sm bg-accent" />
        TREK
      </p>
      {children}
    </main>
  )
}
