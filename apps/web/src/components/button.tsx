import type { ComponentProps } from 'react'

const LOOKS = {
  primary: 'border-accent bg-accent text-on-accent',
  quiet: 'border-line bg-card hover:border-edge',
  danger: 'border-danger bg-danger text-on-danger',
  /** Leads to something that cannot be undone, and asks first. */
  careful: 'border-line bg-card text-danger hover:border-danger'
}
const SIZES = { normal: 'px-4 py-2.5', small: 'px-3 py-1.5 text-sm' }

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  size?: keyof typeof SIZES
}

/** A button that does nothing to a form around it, unless its type says so. */
export function Button({ look = 'primary', size = 'normal', className = '', ...button }: ButtonProps) {
  return (
    <button
      type="button"
      className={`rounded-control border font-semibold disabled:opacity-60 ${LOOKS[look]} ${SIZES[size]} ${className}`}
      {...button}
    />
  )
}
