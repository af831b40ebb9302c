create table owner (id int primary key, name text not null, email text, born date, tax numeric(10,2), tags text[],
  data jsonb, created timestamptz default now())

create table pet (id int primary key, owner_id int references owner, name text, kind text, weight float8, active boolean,
  created timestamp)

create table visit (id bigint primary key, pet_id int references pet, day date, note text, cost numeric(10,2))

create table node (id int primary key, parent_id int, label text)

create table "Odd Name" (id int, "select" text)

create schema other

create table other.pet2 (id int, name text)

create unlogged table scratch (id int)

create table part (id int, day date) partition by range (day)

create table part_old partition of part for values from ('2000-01-01') to ('2020-01-01')

create table part_new partition of part for values from ('2020-01-01') to ('2040-01-01')

create table mixed (id int) partition by range (id)

create table mixed_a partition of mixed for values from (1) to (100)

create unlogged table mixed_b partition of mixed for values from (100) to (200)

create table parent (id int)

create table child (more text) inherits (parent)

create table shadowed (id int)

create sequence counter

create table secured (id int, tenant text)

alter table secured enable row level security

create policy own on secured for select using (tenant = current_user)

create table tenants (id int, tenant text)

alter table tenants enable row level security

create policy own on tenants for select using (tenant = current_setting('app.tenant', true))

create table guarded (id int)

alter table guarded enable row level security

create function audit(int) returns boolean language plpgsql volatile as 'begin perform set_config(''a.b'', ''x'', false); return true; end'

create policy watched on guarded for select using (audit(id))

create function twice(int) returns int language sql immutable as 'select $1 * 2'

create function calm(int) returns int language sql stable as 'select $1 + 1'

create function pets_of(int) returns bigint language sql stable as 'select count(*) from pet where owner_id = $1'

create function report() returns table (kind text, pets bigint) language plpgsql stable as
  'begin return query select p.kind, count(*) from pet p group by p.kind order by 1; end'

create function guarded_path(int) returns int language sql stable set search_path = pg_catalog, pg_temp as 'select $1 + 1'

create function standard(a int) returns int language sql stable begin atomic select a + 1; end

create function tick() returns int language sql volatile as 'select 1'

create function writes(int) returns int language plpgsql as 'begin update pet set name = name where id = $1; return 1; end'

create function lies(int) returns int language plpgsql stable as 'begin perform pg_advisory_lock($1); return 1; end'

create function lies_deeply(int) returns int language sql immutable as 'select lies($1)'

create function lies_by_default(int, int default nextval('counter')) returns int language sql immutable as 'select $1'

create function sets_tenant(text) returns text language sql stable as 'select set_config(''app.tenant'', $1, false)'

create function dynamic(text) returns int language plpgsql stable as 'declare n int; begin execute $1 into n; return n; end'

create function looks_at_server() returns bigint language sql stable as 'select count(*) from pg_stat_activity'

create function looks_at_setting() returns text language sql stable as 'select current_setting(''transaction_read_only'')'

create function standard_lie(a int) returns int language sql stable begin atomic select 1 from pg_advisory_lock(a); end

create function overloaded(int) returns int language sql immutable as 'select 1'

create function overloaded(text) returns int language sql volatile as 'select 1'

create function other.hidden(int) returns int language sql volatile as 'select 1'

create function shown(pet) returns int language sql volatile as 'select 1'

create function step(int, int) returns int language sql volatile as 'select 1'

create aggregate wild_sum(int) (sfunc = step, stype = int)

create function lying_step(int, int) returns int language sql immutable as 'select $1 + $2 from pg_advisory_lock(1)'

create aggregate lying_sum(int) (sfunc = lying_step, stype = int)

create aggregate plain_sum(int) (sfunc = int4pl, stype = int)

create function odd(pet, pet) returns boolean language sql volatile as 'select true'

create operator ### (leftarg = pet, rightarg = pet, function = odd)

create function even(pet, pet) returns boolean language sql stable as 'select true from pg_advisory_lock(1)'

create operator %%% (leftarg = pet, rightarg = pet, function = even)

create function same_label(pet, pet) returns boolean language sql immutable as 'select $1.name = $2.name'

create operator === (leftarg = pet, rightarg = pet, function = same_label)

create view pet_names as select p.id, p.name, o.name as owner from pet p join owner o on o.id = p.owner_id

create view nested as select id, upper(name) as name from pet_names where twice(id) > 0

create view ticking as select id, tick() as t from pet

create view nested_ticking as select * from ticking

create view sampled as select id, random() as r from pet

create view locking as select id from pet for update

create view of_catalog as select relname from pg_class

create view of_scratch as select id from scratch

create view counting as select id, nextval('counter') as n from pet

create view of_values as values (1, 'a'), (2, 'b')

create view of_union as select id from pet union select id from owner

create view of_with as with x as (select id from pet) select * from x

create view settled as select current_setting('work_mem') as w, id from pet

create view lied as select lies(id) from pet

create view chosen as select p.id from pet p, pet q where p ### q

create materialized view totals as select kind, count(*) as pets from pet group by kind

create extension postgres_fdw

create extension dblink

create extension tablefunc

create server far foreign data wrapper postgres_fdw

create foreign table away (id int) server far

insert into owner select i, 'Owner ' || i, case when i % 5 > 0 then 'o' || i || '@x.org' end, date '1980-01-01' + i,
  i / 4.0, array['a', 't' || i % 3], jsonb_build_object('n', i, 'city', 'C' || i % 4, 'list', jsonb_build_array(i, i + 1)),
  timestamptz '2020-01-01 00:00Z' + i * interval '1 day' from generate_series(1, 40) i

insert into pet select i, i % 40 + 1, 'pet ' || i % 9, (array['cat', 'dog', 'owl'])[i % 3 + 1], i / 3.0, i % 4 > 0,
  timestamp '2021-01-01' + i * interval '1 hour' from generate_series(1, 120) i

insert into visit select i, i % 120 + 1, date '2022-01-01' + i % 60, 'note ' || i, i / 8.0 from generate_series(1, 300) i

insert into node select i, nullif(i / 2, 0), 'n' || i from generate_series(1, 31) i

insert into other.pet2 select i, 'other ' || i from generate_series(1, 5) i

insert into part select i, date '2010-01-01' + i * 300 from generate_series(1, 20) i

insert into parent values (1), (2)

insert into child values (3, 'x')

insert into "Odd Name" values (1, 'x')

insert into secured values (1, 'covet'), (2, 'b')

refresh materialized view totals

analyze
