import { recordedTables } from './recorded-tables.ts'

/**
 * The statements that a migration has to hold for the recorded tables, each of which may be run again: drizzle-kit knows
 * neither functions nor triggers. `scripts/activity-triggers.mjs` prints them.
 */
export function triggerStatements(): string[] {
  return [
    RECORD_CHANGE,
    UNDO_CHANGES,
    DEFER_REFERENCES,
    ...[...recordedTables.keys()].map(
      (table) =>
        `create or replace trigger "${TRIGGER}" after insert or update or delete on "${table}"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();`
    )
  ]
}

export const TRIGGER = 'planner_record_change'

/** Times are written in UTC, so that images compare whatever the session's zone. */
const RECORD_CHANGE = `create or replace function planner_record_change() returns trigger
language plpgsql set timezone to 'UTC' as $$
begin
  if tg_op = 'UPDATE' and old is not distinct from new then
    return null;
  end if;
  insert into activity_changes (activity_id, table_name, before, after)
  values (
    current_setting('planner.activity')::bigint,
    tg_table_name,
    case when tg_op <> 'INSERT' then to_jsonb(old) end,
    case when tg_op <> 'DELETE' then to_jsonb(new) end
  );
  return null;
end
$$;`

/**
 * Takes an activity's changes back, last one first, since every state in between was a valid one. It looks at nothing:
 * what it did is recorded like any change, and whoever calls it compares that with what it should have done. Columns that
 * came later keep their defaults; those that are gone are left out.
 */
const UNDO_CHANGES = `create or replace function planner_undo_changes(undone bigint) returns void
language plpgsql as $$
declare
  change activity_changes;
  target regclass;
  same_row text;
  columns text;
  assignments text;
begin
  for change in select * from activity_changes where activity_id = undone order by seq desc loop
    target := quote_ident(change.table_name)::regclass;
    select string_agg(format('t.%1$I = image.%1$I', a.attname), ' and ')
      into same_row
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
      where i.indrelid = target and i.indisprimary;
    select
        string_agg(format('%I', a.attname), ', '),
        string_agg(
          case when a.attname = 'updated_at' then 'updated_at = clock_timestamp()' else format('%1$I = image.%1$I', a.attname) end,
          ', ')
      into columns, assignments
      from pg_attribute a
      where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        and change.before ? a.attname and change.before -> a.attname is distinct from change.after -> a.attname;
    if change.before is null then
      execute format('delete from %1$s t using jsonb_populate_record(null::%1$s, $1) image where %2$s', target, same_row)
        using change.after;
    elsif change.after is null then
      execute format(
        'insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1) on conflict do nothing',
        target, columns) using change.before;
    elsif assignments is not null then
      execute format('update %1$s t set %2$s from jsonb_populate_record(null::%1$s, $1) image where %3$s', target, assignments, same_row)
        using change.before;
    end if;
  end loop;
end
$$;`

/** Undoing puts rows back before those they hang on, and a change is recorded before its activity is written. */
const DEFER_REFERENCES = `do $$
declare
  reference record;
begin
  for reference in
    select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'f' and conrelid = any(array[${[...recordedTables.keys()].map((name) => `'"${name}"'`).join(', ')}]::regclass[])
  loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', reference.owner, reference.conname);
  end loop;
  for reference in select conname from pg_constraint where contype = 'f' and conrelid = 'activity_changes'::regclass loop
    execute format('alter table activity_changes alter constraint %I deferrable initially deferred', reference.conname);
  end loop;
end
$$;`
