import { useQuery } from '@tanstack/react-query'
import { type ScopeGroup, scopesQuery } from '../../../../api/integrations.ts'
import { Button } from '../../../../components/button.tsx'
import { Checkbox } from '../../../../components/checkbox.tsx'
import { Loading } from '../../../../components/loading.tsx'
import { Problem } from '../../../../components/notice.tsx'
import { allButDelete, readOnlyScopes, withScopes } from './scope-selection.ts'

interface ScopePickerProps {
  /** Names of scopes. */
  selected: string[]
  onChange: (selected: string[]) => void
  problem?: string | undefined
}

/** What a client may do, part by part, with shortcuts for what most people want. */
export function ScopePicker({ selected, onChange, problem }: ScopePickerProps) {
  const { data: groups, error } = useQuery(scopesQuery)
  if (error) return <Problem error={error} />
  if (!groups) return <Loading />
  return (
    <section aria-label="Scopes" className="my-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="mr-auto font-semibold">
          What it may do{' '}
          <span role="status" className="font-normal text-quiet">
            ({selected.length} chosen)
          </span>
        </p>
        <Button look="quiet" size="small" onClick={() => onChange(readOnlyScopes(groups))}>
          Read-only
        </Button>
        <Button look="quiet" size="small" onClick={() => onChange(allButDelete(groups))}>
          Everything but delete
        </Button>
        <Button look="quiet" size="small" onClick={() => onChange([])}>
          None
        </Button>
      </div>
      {problem !== undefined && <p className="mt-1 text-sm text-danger">{problem}</p>}
      <div className="mt-2 gap-x-6 sm:columns-2">
        {groups.map((group) => (
          <Group key={group.name} group={group} selected={selected} onChange={onChange} />
        ))}
      </div>
    </section>
  )
}

function Group({ group, selected, onChange }: { group: ScopeGroup } & Omit<ScopePickerProps, 'problem'>) {
  return (
    <fieldset className="break-inside-avoid border-t border-line pt-2 pb-1">
      <legend className="float-left w-full text-sm font-bold text-quiet">{group.name}</legend>
      {group.scopes.map(({ name, label, description }) => (
        <div key={name} className="clear-both">
          <Checkbox
            label={label}
            hint={description}
            value={name}
            checked={selected.includes(name)}
            onChange={({ target }) => onChange(withScopes(selected, [name], target.checked))}
          />
        </div>
      ))}
    </fieldset>
  )
}
