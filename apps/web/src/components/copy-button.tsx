import { useEffect, useState } from 'react'
import { Button } from './button.tsx'

const SHOWN_MS = 2500

/** Copies a text, and says so. `describedBy` is the id of what names it. */
export function CopyButton({ text, describedBy }: { text: string; describedBy: string }) {
  const [outcome, setOutcome] = useState<'' | 'Copied' | 'Select it and copy it by hand'>('')
  useEffect(() => {
    if (outcome === '') return undefined
    const timer = setTimeout(() => setOutcome(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Copied'),
      () => setOutcome('Select it and copy it by hand')
    )
  return (
    <span className="inline-flex items-center gap-2">
      <span role="status" className="text-sm text-quiet">
        {outcome}
      </span>
      <Button look="quiet" size="small" aria-describedby={describedBy} onClick={() => void copy()}>
        Copy
      </Button>
    </span>
  )
}
