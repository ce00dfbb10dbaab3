import type { ComponentProps } from 'react'

interface FormProps extends Omit<ComponentProps<'form'>, 'action' | 'onSubmit'> {
  onSubmit: (form: FormData) => void
}

/** A form that stays as it was filled in, so that a refused value can be corrected. (React empties those with an action.) */
export function Form({ onSubmit, ...form }: FormProps) {
  return (
    <form
      {...form}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(new FormData(event.currentTarget))
      }}
    />
  )
}

/** What was typed into a field; empty when there is no such field. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}
