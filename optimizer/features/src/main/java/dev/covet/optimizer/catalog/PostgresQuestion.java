package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One statement on PostgreSQL's catalog. Names are data in it, so that no name can make it fail, and only schemas of the
 * server itself are named.
 */
final class PostgresQuestion {
    private static final String SQL = """
            with recursive f(name) as (
              select pg_catalog.unnest(?::pg_catalog.text[])
            ), n(schema, name) as (
              select * from rows from (
                pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[])) as x(schema, name)
            ), w(wanted) as (
              select ?::pg_catalog.bool
            ), r as (
              select n.schema as asked_schema, n.name as asked, c.oid, c.relrowsecurity as secured,
                s.nspname || '.' || c.relname as name,
                case when c.relpersistence = 't' then 'temporary'
                  when s.nspname in ('pg_catalog', 'information_schema') then 'system'
                  else c.relkind::pg_catalog.text end as kind
              from n
              join pg_catalog.pg_class c on pg_catalog.lower(c.relname::pg_catalog.text) = n.name
              join pg_catalog.pg_namespace s on s.oid = c.relnamespace
              where c.relkind not in ('i', 'I', 'c', 't')
                and not pg_catalog.pg_is_other_temp_schema(s.oid)
                and case when n.schema <> '' then pg_catalog.lower(s.nspname::pg_catalog.text) = n.schema
                  else s.nspname not in ('pg_catalog', 'information_schema')
                    or pg_catalog.pg_table_is_visible(c.oid) end
            ), part(oid, top) as (
              select oid, name from r where kind in ('r', 'p')
              union
              select i.inhrelid, part.top
              from part join pg_catalog.pg_inherits i on i.inhparent = part.oid
            ), aggregate(oid, volatility) as (
              select a.aggfnoid, p.provolatile from pg_catalog.pg_aggregate a
              join pg_catalog.pg_proc p on p.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
                a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)
              where a.aggfnoid >= 16384::pg_catalog.oid
            ), wild(oid) as (
              select p.oid from pg_catalog.pg_proc p where p.provolatile = 'v'
              union
              select a.oid from aggregate a where a.volatility = 'v'
            ), loose(oid, name, first) as (
              select p.oid, pg_catalog.lower(p.proname::pg_catalog.text), p.proargtypes[0]
              from pg_catalog.pg_proc p where p.provolatile = 's' and p.oid >= 16384
            )
            select 'setting', s.name, s.setting from pg_catalog.pg_settings s
              where s.name in ('transaction_isolation', 'statement_timeout', 'lock_timeout')
            union all
            select 'server', '', pg_catalog.current_setting('server_version_num') || ' ' || pg_catalog.version()
            union all
            select 'relation', r.name, r.kind from r
            union all
            select 'relation', part.top, 'f' from part
              join pg_catalog.pg_foreign_table t on t.ftrelid = part.oid
            union all
            select 'missing', case when n.schema = '' then n.name else n.schema || '.' || n.name end, '' from n
              where not exists (select from r where r.asked = n.name and r.asked_schema = n.schema)
            union all
            select 'table', pg_catalog.lower(c.relname::pg_catalog.text), ''
              from r join pg_catalog.pg_class c on c.oid = r.oid where r.kind in ('r', 'p')
            union all
            select 'secured', r.name, '' from r where r.secured
            union all
            select distinct 'unsteady', f.name, case when p.oid >= 16384 then 'own' else '' end from f
              join pg_catalog.pg_proc p on pg_catalog.lower(p.proname::pg_catalog.text) = f.name
              where p.provolatile <> 'i'
                or exists (select from aggregate a where a.oid = p.oid and a.volatility <> 'i')
            union all
            select distinct 'volatile', f.name, case when p.oid >= 16384 then 'own' else '' end from f
              join pg_catalog.pg_proc p on pg_catalog.lower(p.proname::pg_catalog.text) = f.name
              join wild on wild.oid = p.oid
            union all
            select 'function', f.name, case when exists (select from pg_catalog.pg_proc p
              where pg_catalog.lower(p.proname::pg_catalog.text) = f.name) then 'found' else '' end from f
            union all
            select 'suspect', pg_catalog.lower(c.relname::pg_catalog.text),
                case when c.relkind = 'v' then pg_catalog.pg_get_viewdef(c.oid) else '' end
              from w join pg_catalog.pg_class c on c.relkind in ('v', 'f')
              join pg_catalog.pg_namespace s on s.oid = c.relnamespace
              where w.wanted and s.nspname not in ('pg_catalog', 'information_schema')
            union all
            select 'suspect', pg_catalog.lower(c.relname::pg_catalog.text),
                'select ' || pg_catalog.pg_get_expr(p.polqual, p.polrelid)
              from w join pg_catalog.pg_class c on c.relrowsecurity
              join pg_catalog.pg_policy p on p.polrelid = c.oid and p.polqual is not null
              where w.wanted
            union all
            select 'view', r.name, pg_catalog.pg_get_viewdef(r.oid) from r where r.kind = 'v'
            union all
            select 'policy', p.polname || ' of ' || r.name, pg_catalog.pg_get_expr(p.polqual, p.polrelid)
              from r join pg_catalog.pg_policy p on p.polrelid = r.oid
              where r.secured and p.polcmd in ('r', '*')
            union all
            select distinct 'operator', o.oprname::pg_catalog.text, p.proname::pg_catalog.text
              from pg_catalog.pg_operator o
              join wild on wild.oid = o.oprcode
              join pg_catalog.pg_proc p on p.oid = o.oprcode
              where o.oid >= 16384
            union all
            select 'cast', 'from ' || pg_catalog.format_type(c.castsource, null) || ' to '
                || pg_catalog.format_type(c.casttarget, null), p.proname::pg_catalog.text
              from pg_catalog.pg_cast c
              join wild on wild.oid = c.castfunc
              join pg_catalog.pg_proc p on p.oid = c.castfunc
              where c.oid >= 16384
            union all
            select distinct 'unsteady operator', o.oprname::pg_catalog.text, loose.name
              from pg_catalog.pg_operator o join loose on loose.oid = o.oprcode
            union all
            select distinct 'unsteady cast', loose.name, case when c.castcontext = 'e' then 'explicit' else '' end
              from pg_catalog.pg_cast c join loose on loose.oid = c.castfunc
            union all
            select distinct 'unsteady field', loose.name, '' from loose join pg_catalog.pg_type t on t.oid = loose.first
              where t.typtype in ('c', 'd') or t.typtype = 'p' and t.typname not in ('cstring', 'internal')
            union all
            select distinct 'field', pg_catalog.lower(p.proname::pg_catalog.text), ''
              from pg_catalog.pg_proc p join wild on wild.oid = p.oid
              join pg_catalog.pg_type t on t.oid = p.proargtypes[0]
              where p.pronargs - p.pronargdefaults <= 1
                and (t.typtype in ('c', 'd') or t.typtype = 'p' and t.typname not in ('cstring', 'internal'))
            """;

    private final List<String> functions;
    private final boolean suspects;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    /**
     * What to ask.
     *
     * @param suspects whether to ask, too, for all that does more than it shows
     */
    PostgresQuestion(List<String> functions, List<String> names, boolean suspects) {
        this.functions = functions;
        this.suspects = suspects;
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            schemas.add(name.substring(0, Math.max(dot, 0)));
            tables.add(name.substring(dot + 1));
        }
    }

    /** One thing the catalog says. */
    record Fact(String what, String name, String detail) {}

    List<Fact> ask(Connection connection, boolean transaction) throws SQLException {
        String asked = transaction ? Savepoint.around(SQL) : SQL;
        try (PreparedStatement statement = connection.prepareStatement(asked)) {
            PostgresNameArray.bind(statement, 1, functions);
            PostgresNameArray.bind(statement, 2, schemas);
            PostgresNameArray.bind(statement, 3, tables);
            statement.setObject(4, String.valueOf(suspects), Types.OTHER);
            statement.execute();
            for (int i = 0; transaction && i < Savepoint.RESULT; i++) {
                statement.getMoreResults();
            }
            List<Fact> facts = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    facts.add(new Fact(text(rows, 1), text(rows, 2), text(rows, 3)));
                }
            }
            return facts;
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
