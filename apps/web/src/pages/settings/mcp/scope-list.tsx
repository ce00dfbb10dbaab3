import { useQuery } from '@tanstack/react-query'
import { scopesQuery } from '../../../api/integrations.ts'
import { Badge } from '../../../components/badge.tsx'

const SHOWN_AT_ONCE = 6

/** Scopes by their labels; a long list is folded. */
export function ScopeList({ scopes }: { scopes: string[] }) {
  const { data: groups = [] } = useQuery(scopesQuery)
  const labels = new Map(groups.flatMap((group) => group.scopes.map(({ name, label }) => [name, label] as const)))
  const badges = scopes.map((name) => (
    <li key={name}>
      <Badge tone={name.endsWith(':delete') ? 'danger' : 'calm'}>{labels.get(name) ?? name}</Badge>
    </li>
  ))
  if (badges.length <= SHOWN_AT_ONCE) return <ul className="flex flex-wrap gap-1">{badges}</ul>
  return (
    <details>
      <summary>{scopes.length} scopes</summary>
      <ul className="mt-1 flex flex-wrap gap-1">{badges}</ul>
    </details>
  )
}
