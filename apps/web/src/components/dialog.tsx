import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './button.tsx'

interface DialogProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/**
 * Something to finish before going on, over everything else. The browser's own element: it keeps the focus inside and gives
 * it back afterwards, where the one of Radix adds a style element that our content security policy refuses.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  // A layout effect is undone while the element is still in the document, and only then gets the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    heading.current?.focus()
    return () => element?.close()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      className="m-auto max-h-dvh w-full max-w-3xl overflow-y-auto bg-card p-5 text-text backdrop:bg-backdrop max-sm:h-dvh max-sm:max-w-full sm:max-h-[92dvh] sm:rounded-card sm:border sm:border-line sm:p-6"
    >
      <div className="mb-3 flex items-start justify-between gap-4">
        <h2 id={id} ref={heading} tabIndex={-1} className="text-xl">
          {title}
        </h2>
        <Button look="quiet" size="small" onClick={onClose} aria-label="Close">
          <svg aria-hidden="true" viewBox="0 0 16 16" className="size-5 stroke-current stroke-2">
            <path d="M3 3l10 10M13 3L3 13" />
          </svg>
        </Button>
      </div>
      {children}
    </dialog>
  )
}

/** The buttons at the end of a dialog, in reach however long it is. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 mt-4 flex flex-wrap justify-end gap-3 border-t border-line bg-card px-5 py-4 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
      {children}
    </div>
  )
}
