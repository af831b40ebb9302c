package dev.covet.instrumentation.drivers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables on PostgreSQL: pets, and one with a column of each type. */
final class EveryType {
    /** A value of each type, and the type. */
    private static final List<String> VALUES = List.of(
            "7::int2",
            "-70000::int4",
            "7000000000::int8",
            "1.5::float4",
            "'-Infinity'::float8",
            "12.340::numeric(9,3)",
            "'NaN'::numeric",
            "true::bool",
            "'é text'::text",
            "'var'::varchar(20)",
            "'pad'::char(6)",
            "'n'::name",
            "'c'::\"char\"",
            "'\\x00ff10'::bytea",
            "'2024-02-29'::date",
            "'infinity'::date",
            "'23:59:58.123456'::time",
            "'23:59:58.5+05:30'::timetz",
            "'2024-02-29 12:13:14.000015'::timestamp",
            "'-infinity'::timestamp",
            "'2024-02-29 12:13:14.5+05:45'::timestamptz",
            "'1 year 2 mons 03:04:05.6'::interval",
            "'11111111-2222-3333-4444-555555555555'::uuid",
            "'{\"a\": 1}'::json",
            "'{\"a\": [1, 2]}'::jsonb",
            "'<a>b</a>'::xml",
            "'12.34'::money",
            "B'101'::bit(3)",
            "B'1'::bit(1)",
            "B'10101'::varbit",
            "'(1,2)'::point",
            "'((1,2),(3,4))'::box",
            "'{1,2,3}'::line",
            "'[(0,0),(1,1)]'::lseg",
            "'((0,0),(1,1))'::path",
            "'((0,0),(1,1))'::polygon",
            "'<(0,0),1>'::circle",
            "'10.0.0.0/8'::cidr",
            "'10.1.2.3'::inet",
            "'08:00:2b:01:02:03'::macaddr",
            "'a fat cat'::tsvector",
            "'fat & cat'::tsquery",
            "'[1,5)'::int4range",
            "1::oid",
            "array[1,2,null]::int4[]",
            "array[5,6]::int8[]",
            "array['a','b c']::text[]",
            "array[1.5,2.5]::float8[]",
            "array[1.50]::numeric[]",
            "array['2024-02-29'::date]",
            "array['2024-02-29 01:02:03'::timestamp]",
            "array['11111111-2222-3333-4444-555555555555'::uuid]",
            "array[true,false]",
            "array['\\x01'::bytea]",
            "'happy'::mood",
            "row(1,'x')::pair",
            "'dom'::short_text",
            "'Ci'::citext");

    private static final String COLUMNS = IntStream.range(0, VALUES.size())
            .mapToObj(i -> VALUES.get(i) + " as c" + i)
            .collect(Collectors.joining(", "));

    static final String[] TABLES = {
        "create extension citext",
        "create type mood as enum ('happy')",
        "create type pair as (one int, two text)",
        "create domain short_text as varchar(9)",
        "create table pet (id int primary key, owner int not null, name text)",
        "insert into pet select i, i % 4, 'pet ' || i from generate_series(1, 12) i",
        "create table every as select 1 as id, " + COLUMNS,
        "insert into every (id) values (2)"
    };

    private EveryType() {}
}
