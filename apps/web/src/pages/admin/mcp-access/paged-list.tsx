import { type ReactNode, useId, useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Field } from '../../../components/field.tsx'
import { fitting, pageOf } from './search.ts'

interface PagedListProps<Item> {
  /** What is listed, as a heading: "Connected apps". */
  title: string
  /** What stands where the list would be when there is nothing at all. */
  empty: string
  /** What to type into the search field. */
  hint: string
  items: Item[]
  /** What the search looks at. */
  textsOf: (item: Item) => string[]
  children: (item: Item) => ReactNode
}

/** A list that may be long: searched by words, and shown a page at a time. */
export function PagedList<Item>({ title, empty, hint, items, textsOf, children }: PagedListProps<Item>) {
  const id = useId()
  const [words, setWords] = useState('')
  const [wanted, setWanted] = useState(0)
  const found = fitting(items, words, textsOf)
  const { shown, page, pages } = pageOf(found, wanted)
  return (
    <section aria-labelledby={id} className="my-8">
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <h2 id={id}>
          {title} <span className="font-normal text-quiet">({items.length})</span>
        </h2>
        {items.length > 0 && (
          <div className="w-full sm:w-80">
            <Field
              type="search"
              label={`Search ${inSentence(title)}`}
              placeholder={hint}
              value={words}
              onChange={({ target }) => {
                setWords(target.value)
                setWanted(0)
              }}
            />
          </div>
        )}
      </div>
      {items.length === 0 && <EmptyState title={empty} />}
      {items.length > 0 && found.length === 0 && <EmptyState title="Nothing fits">Try fewer words.</EmptyState>}
      {shown.length > 0 && (
        <ul className="rounded-card border border-line bg-card px-5">{shown.map((item) => children(item))}</ul>
      )}
      {pages > 1 && (
        <nav aria-label={`Pages of ${inSentence(title)}`} className="mt-3 flex items-center justify-end gap-3">
          <Button look="quiet" size="small" disabled={page === 0} onClick={() => setWanted(page - 1)}>
            Previous
          </Button>
          <span role="status" className="text-sm text-quiet">
            Page {page + 1} of {pages}
          </span>
          <Button look="quiet" size="small" disabled={page === pages - 1} onClick={() => setWanted(page + 1)}>
            Next
          </Button>
        </nav>
      )}
    </section>
  )
}

/** "Connected apps" becomes "connected apps"; "API tokens" stays. */
function inSentence(title: string): string {
  return title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
}
