import { type ReactNode, useId } from 'react'

const CARD = 'my-4 rounded-card border border-line bg-card p-5'

/** A framed part of a page. */
export function Card({ children, className = '' }: { children: ReactNode; className?: string }) {
  return <div className={`${CARD} ${className}`}>{children}</div>
}

interface TitledCardProps {
  title: ReactNode
  /** Beside the title. */
  badges?: ReactNode
  /** Its name in addresses, for links that lead to it. */
  anchor?: string
  children: ReactNode
  className?: string
}

/** The same as a region with a heading. */
export function TitledCard({ title, badges, anchor, children, className = '' }: TitledCardProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      {...(anchor !== undefined && { id: anchor, tabIndex: -1 })}
      className={`${CARD} ${className}`}
    >
      <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={id}>{title}</h2>
        {badges}
      </div>
      {children}
    </section>
  )
}
