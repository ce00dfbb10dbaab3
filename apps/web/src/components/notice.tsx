import type { ReactNode } from 'react'

const TONES = {
  calm: 'border border-line bg-card',
  good: 'bg-accent-ground',
  warning: 'bg-warning-ground text-warning',
  danger: 'bg-danger-ground text-danger'
}

interface NoticeProps {
  tone?: keyof typeof TONES
  /** `alert` interrupts a screen reader, `status` waits for a pause. */
  role?: 'alert' | 'status'
  children: ReactNode
}

/** A box that says something about the page around it. */
export function Notice({ tone = 'calm', role, children }: NoticeProps) {
  return (
    <div role={role} className={`my-3 rounded-control px-4 py-3 ${TONES[tone]}`}>
      {children}
    </div>
  )
}

/** Says what went wrong, to everybody at once. */
export function Problem({ error }: { error: Error }) {
  return (
    <Notice tone="danger" role="alert">
      {error.message}
    </Notice>
  )
}
