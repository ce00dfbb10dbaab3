/** What stands where something will be in a moment. */
export function Loading() {
  return (
    <p role="status" className="py-8 text-quiet">
      Loading …
    </p>
  )
}
