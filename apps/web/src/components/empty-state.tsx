import type { ReactNode } from 'react'

/** What to say, and what to do, where a list would be. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="my-4 rounded-card border border-dashed border-edge px-5 py-8 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1 text-quiet">{children}</div>}
    </div>
  )
}
