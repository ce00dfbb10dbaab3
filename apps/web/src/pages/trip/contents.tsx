/** Links to the parts of a page, which is long on a phone; a part's anchor is its name. */
export function Contents({ parts }: { parts: string[] }) {
  return (
    <nav aria-label="Parts of this trip" className="mt-3 lg:hidden">
      <ul className="flex flex-wrap gap-2">
        {parts.map((name) => (
          <li key={name}>
            <a
              href={`#${name.toLowerCase()}`}
              className="inline-block rounded-full border border-line bg-card px-3 py-1 text-sm text-text no-underline"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
