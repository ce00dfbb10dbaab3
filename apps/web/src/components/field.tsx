import { type ComponentProps, type ReactNode, useId } from 'react'

interface Labelling {
  label: string
  hint?: ReactNode
  /** What is wrong with the value, when something is. */
  problem?: string | undefined
}

const CONTROL = 'w-full rounded-control border border-edge bg-card px-3 py-2'

/** A labelled input with its hint and its error. */
export function Field({ label, hint, problem, ...input }: Labelling & ComponentProps<'input'>) {
  const id = useId()
  return (
    <Labelled id={id} {...{ label, hint, problem }}>
      <input id={id} className={CONTROL} {...input} {...describedBy(id, { hint, problem })} />
    </Labelled>
  )
}

/** The same for several lines. */
export function TextArea({ label, hint, problem, ...area }: Labelling & ComponentProps<'textarea'>) {
  const id = useId()
  return (
    <Labelled id={id} {...{ label, hint, problem }}>
      <textarea id={id} className={`${CONTROL} block`} {...area} {...describedBy(id, { hint, problem })} />
    </Labelled>
  )
}

function Labelled({ id, label, hint, problem, children }: Labelling & { id: string; children: ReactNode }) {
  return (
    <div className="my-4">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      {children}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-quiet">
          {hint}
        </p>
      )}
    </div>
  )
}

function describedBy(id: string, { hint, problem }: Omit<Labelling, 'label'>) {
  const notes = [problem !== undefined && `${id}-problem`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return {
    'aria-invalid': problem !== undefined,
    ...(notes.length > 0 && { 'aria-describedby': notes.join(' ') })
  }
}
