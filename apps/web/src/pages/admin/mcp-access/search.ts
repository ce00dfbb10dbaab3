const PAGE = 20

/** The items in whose texts every word appears somewhere, whatever the case of the letters. */
export function fitting<Item>(items: Item[], words: string, textsOf: (item: Item) => string[]): Item[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return items.filter((item) => {
    const text = textsOf(item).join('\n').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** One page of the items; the last one when there are fewer pages than `wanted`, which counts from 0. */
export function pageOf<Item>(items: Item[], wanted: number): { shown: Item[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(items.length / PAGE))
  const page = Math.min(wanted, pages - 1)
  return { shown: items.slice(page * PAGE, (page + 1) * PAGE), page, pages }
}
