create or replace function planner_record_change() returns trigger
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
$$;
--> statement-breakpoint
create or replace function planner_undo_changes(undone bigint) returns void
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
$$;
--> statement-breakpoint
do $$
declare
  reference record;
begin
  for reference in
    select conrelid::regclass as owner, conname from pg_constraint
    where contype = 'f' and conrelid = any(array['"trips"', '"trip_members"', '"days"', '"day_notes"', '"places"', '"day_assignments"', '"assignment_participants"', '"budget_items"', '"budget_item_members"', '"budget_item_payers"', '"budget_category_order"', '"budget_settlements"', '"place_tags"', '"day_accommodations"', '"reservations"', '"reservation_endpoints"', '"reservation_day_positions"', '"packing_items"', '"packing_item_recipients"', '"packing_bags"', '"packing_bag_members"', '"packing_category_assignees"', '"todo_items"', '"todo_category_assignees"', '"collab_notes"', '"collab_polls"', '"collab_poll_votes"']::regclass[])
  loop
    execute format('alter table %s alter constraint %I deferrable initially immediate', reference.owner, reference.conname);
  end loop;
  for reference in select conname from pg_constraint where contype = 'f' and conrelid = 'activity_changes'::regclass loop
    execute format('alter table activity_changes alter constraint %I deferrable initially deferred', reference.conname);
  end loop;
end
$$;
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "trips"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "trip_members"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "days"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "day_notes"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "places"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "day_assignments"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "assignment_participants"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "budget_items"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "budget_item_members"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "budget_item_payers"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "budget_category_order"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "budget_settlements"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "place_tags"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "day_accommodations"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "reservations"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "reservation_endpoints"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "reservation_day_positions"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "packing_items"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "packing_item_recipients"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "packing_bags"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "packing_bag_members"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "packing_category_assignees"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "todo_items"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "todo_category_assignees"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "collab_notes"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "collab_polls"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
--> statement-breakpoint
create or replace trigger "planner_record_change" after insert or update or delete on "collab_poll_votes"
  for each row when (current_setting('planner.activity', true) <> '') execute function planner_record_change();
