import { Tabs as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'

export interface Tab {
  id: string
  label: string
  content: ReactNode
}

const LOOKS = {
  /** The parts of a page. */
  bar: {
    list: 'gap-1 rounded-control border border-line bg-sunken p-1',
    tab: 'grow rounded-lg border border-transparent px-3 py-2 text-quiet hover:text-text data-[state=active]:text-text'
  },
  /** A choice within one of them. */
  pills: {
    list: 'gap-2',
    tab: 'rounded-control border border-line bg-card px-3 py-1.5 hover:border-edge'
  }
}

interface TabsProps {
  label: string
  look?: keyof typeof LOOKS
  tabs: Tab[]
  selected: string
  onSelect: (id: string) => void
}

/** Several views of one page; only the chosen one is there. */
export function Tabs({ label, look = 'bar', tabs, selected, onSelect }: TabsProps) {
  return (
    <Primitive.Root value={selected} onValueChange={onSelect}>
      <Primitive.List aria-label={label} className={`my-4 flex flex-wrap ${LOOKS[look].list}`}>
        {tabs.map(({ id, label: name }) => (
          <Primitive.Trigger
            key={id}
            value={id}
            className={`text-sm font-semibold data-[state=active]:border-accent data-[state=active]:bg-accent-ground ${LOOKS[look].tab}`}
          >
            {name}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map(({ id, content }) => (
        <Primitive.Content key={id} value={id}>
          {content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  )
}
