import { useId } from 'react'
import { CopyButton } from './copy-button.tsx'

interface CopyableProps {
  label: string
  text: string
}

/** A value to take elsewhere, whole. */
export function Copyable({ label, text }: CopyableProps) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className="my-3">
      <div className="flex items-center justify-between gap-3">
        <span id={id} className="font-semibold">
          {label}
        </span>
        <CopyButton text={text} describedBy={id} />
      </div>
      {/* Long lines wrap: what has to be scrolled for is not seen on a phone, nor reached with a keyboard. */}
      <pre className="mt-1 rounded-control border border-line bg-sunken px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
        <code>{text}</code>
      </pre>
    </div>
  )
}
