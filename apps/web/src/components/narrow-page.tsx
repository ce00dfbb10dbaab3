import type { ReactNode } from 'react'

/** A page of one small card, for people who are not signed in yet. */
export function NarrowPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto max-w-md px-4 pt-[10vh] pb-16">
      <p className="font-extrabold tracking-wider text-accent">TREK</p>
      {children}
    </main>
  )
}
