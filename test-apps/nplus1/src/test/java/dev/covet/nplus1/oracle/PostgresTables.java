package dev.covet.nplus1.oracle;

/** The tables of the programs, and all that writes to them by detours. */
final class PostgresTables {
    static final String[] MAKE = {
        "set client_min_messages = warning",
        "drop schema if exists public cascade",
        "drop schema if exists other cascade",
        "create schema public",
        "create schema other",
        "do $$ begin if not exists (select from pg_roles where rolname = 'covet_reader') then"
                + " create role covet_reader; end if; end $$",
        "create table item (id bigint primary key, name text)",
        "create table part (id bigint primary key, item_id bigint references item (id) on delete cascade"
                + " on update cascade, label varchar(40), amount numeric(8, 2))",
        "create index part_item on part (item_id)",
        "create table other.part (id bigint primary key, item_id bigint, label varchar(40), amount numeric(8, 2))",
        "create table guarded (id bigint primary key, item_id bigint, label varchar(40), amount numeric(8, 2), tenant text)",
        "alter table guarded enable row level security",
        "create policy tenants on guarded using (tenant = current_setting('app.tenant', true))",
        "create table order_line (item_id bigint)",
        "create function relabel() returns trigger language plpgsql as"
                + " 'begin update part set label = ''by trigger'' where item_id >= new.item_id; return new; end'",
        "create trigger relabel after insert on order_line for each row execute function relabel()",
        "create view part_door as select * from part",
        "create table door (item_id bigint)",
        "create rule door_rule as on insert to door do instead"
                + " update part set label = 'by rule' where item_id >= new.item_id",
        "create function touch(bigint) returns bigint language sql as"
                + " 'update part set label = ''by function'' where item_id >= $1; select $1'",
        "create function hide(bigint) returns bigint language sql as"
                + " 'select set_config(''search_path'', ''other'', false); select $1'",
        "create procedure touch_it(bigint) language sql as"
                + " 'update part set label = ''by procedure'' where item_id >= $1'",
        "create view touching as select touch(3) as touched",
        "create view outer_view as select t.touched from touching t",
        "create table door_key (id bigint)",
        "insert into door_key values (2)",
        "create function touching_row(door_key) returns bigint language sql as 'select touch($1.id)'",
        "create function touch_both(bigint, bigint) returns bigint language sql as 'select touch($1)'",
        "create operator |> (leftarg = bigint, rightarg = bigint, function = touch_both)",
        "create sequence counter",
        "create table audit (id bigint default nextval('counter') primary key, item_id bigint, note varchar(40)"
                + " default lower('None') check (length(note) < 40), at timestamptz default now())",
        "create table audited (item_id bigint)",
        "create table other.audited (item_id bigint)",
        "create table \"Audited Too\" (item_id bigint)",
        "create table \"Ledger\" (item_id bigint)",
        "create table ledger (item_id bigint)",
        "create trigger relabel after insert on other.audited for each row execute function relabel()",
        "create trigger relabel after insert on \"Audited Too\" for each row execute function relabel()",
        "create trigger relabel after insert on \"Ledger\" for each row execute function relabel()",
        "create function touch_all() returns bigint language sql as"
                + " 'update part set label = ''by default'' where item_id >= 0; select 1::bigint'",
        "create table sneaky (item_id bigint, touched bigint default touch_all())",
        "create table checked (item_id bigint check (touch(item_id) > 0))",
        "create table sliced (id bigint, item_id bigint, label varchar(40), amount numeric(8, 2))"
                + " partition by range (id)",
        "create table slice partition of sliced for values from (0) to (1000)",
        "create table kin (id bigint, item_id bigint, label varchar(40), amount numeric(8, 2))",
        "create table kin_child () inherits (kin)",
        "create function noted(bigint) returns bigint language sql stable as"
                + " 'select count(*) from audit where item_id = $1'",
        "grant usage on schema public, other to covet_reader",
        "grant all on all tables in schema public, other to covet_reader",
        "grant all on all functions in schema public to covet_reader"
    };

    static final String[] FILL = {
        "truncate item, part, other.part, guarded, order_line, door",
        // Faster than to truncate so many.
        "delete from audit; delete from audited; delete from other.audited; delete from \"Audited Too\";"
                + " delete from \"Ledger\"; delete from ledger; delete from sneaky; delete from checked;"
                + " delete from sliced; delete from kin",
        "insert into item select i, 'item ' || i from generate_series(1, " + Program.ROWS + ") i",
        "insert into part select i * 10 + n, i, 'part ' || i || ' ' || n, i + n / 4.0" + " from generate_series(1, "
                + Program.ROWS + ") i, generate_series(1, 2) n where i <> 4",
        "insert into other.part select id, item_id, 'other ' || item_id, amount from part",
        "insert into guarded select id, item_id, label, amount, case when id % 2 = 0 then 'a' else 'b' end from part",
        "insert into sliced select id, item_id, 'slice', amount from part",
        "insert into kin_child select id, item_id, 'kin', amount from part"
    };

    static final String STATE = "select (select string_agg(i::text, ',' order by i.id) from public.item i)"
            + " || (select string_agg(p::text, ',' order by p.id) from public.part p)"
            + " || current_setting('search_path') || current_user || current_setting('transaction_isolation')"
            + " || current_setting('transaction_read_only')"
            + " || (select count(*) from pg_cursors where not is_holdable)"
            + " || (select count(*) from pg_locks l where pid = pg_backend_pid() and mode like '%Exclusive%'"
            + " and locktype in ('relation', 'tuple', 'advisory'))";

    private PostgresTables() {}
}
