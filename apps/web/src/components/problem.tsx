/** Says what went wrong, to everybody at once. */
export function Problem({ error }: { error: Error }) {
  return (
    <p className="problem" role="alert">
      {error.message}
    </p>
  )
}
