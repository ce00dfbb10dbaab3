import { type ReactNode, useId } from 'react'

/** A framed part of a section, with a heading below the section's own. */
export function Frame({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="mb-4 rounded-card border border-line bg-card p-5">
      <h3 id={id} className="mb-1 wrap-anywhere">
        {title}
      </h3>
      {children}
    </section>
  )
}
