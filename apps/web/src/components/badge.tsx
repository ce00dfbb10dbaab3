import type { ReactNode } from 'react'

const TONES = {
  calm: 'border-line text-quiet',
  good: 'border-transparent bg-accent-ground',
  warning: 'border-transparent bg-warning-ground text-warning',
  danger: 'border-danger text-danger'
}

/** A word or two about the thing it stands beside. */
export function Badge({ tone = 'calm', children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-full border px-2.5 py-0.5 text-xs font-medium ${TONES[tone]}`}>
      {children}
    </span>
  )
}
