import { type ComponentProps, useId } from 'react'

interface FieldProps extends ComponentProps<'input'> {
  label: string
  hint?: string
  /** What is wrong with the value, when something is. */
  problem?: string | undefined
}

/** A labelled input with its hint and its error. */
export function Field({ label, hint, problem, ...input }: FieldProps) {
  const id = useId()
  const note = problem ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} {...input} aria-invalid={problem !== undefined} aria-describedby={note && `${id}-note`} />
      {note && (
        <p id={`${id}-note`} className={problem ? 'field-problem' : 'field-hint'}>
          {note}
        </p>
      )}
    </div>
  )
}
