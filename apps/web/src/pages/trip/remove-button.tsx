import { useCorrection } from './use-correction.ts'

interface RemoveButtonProps {
  tripId: number
  /** What it removes. */
  name: string
  remove: () => Promise<unknown>
}

/** Removes at once: undoing it is one click in the activity. */
export function RemoveButton({ tripId, name, remove }: RemoveButtonProps) {
  const { mutate, isPending, error } = useCorrection(tripId, remove)
  return (
    <>
      <button
        type="button"
        aria-label={`Remove ${name}`}
        disabled={isPending}
        className="-my-1 ml-auto size-8 shrink-0 rounded-control text-quiet hover:bg-sunken hover:text-danger disabled:opacity-60"
        onClick={({ currentTarget }) => {
          // The button goes with what it removes.
          currentTarget.closest<HTMLElement>('section[tabindex]')?.focus({ preventScroll: true })
          mutate()
        }}
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" className="mx-auto size-4 stroke-current stroke-2">
          <path d="M3 3l10 10M13 3L3 13" />
        </svg>
      </button>
      {error && (
        <p role="alert" className="basis-full text-sm text-danger">
          {error.message}
        </p>
      )}
    </>
  )
}
