package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A second statement on PostgreSQL's catalog, for queries that a replica is to answer: what a replica does not have, and the
 * texts of functions, which are believed less there than elsewhere.
 */
final class PostgresReplicaQuestion {
    private static final String SQL = """
            with recursive f(name) as (
              select pg_catalog.unnest(?::pg_catalog.text[])
            ), n(schema, name) as (
              select * from rows from (
                pg_catalog.unnest(?::pg_catalog.text[]), pg_catalog.unnest(?::pg_catalog.text[])) as x(schema, name)
            ), r(oid, name, schema, persistence) as (
              select c.oid, s.nspname || '.' || c.relname, s.nspname, c.relpersistence
              from n
              join pg_catalog.pg_class c on pg_catalog.lower(c.relname::pg_catalog.text) = n.name
              join pg_catalog.pg_namespace s on s.oid = c.relnamespace
              where c.relkind not in ('i', 'I', 'c', 't')
                and (n.schema = '' or c.relpersistence = 't' or pg_catalog.lower(s.nspname::pg_catalog.text) = n.schema)
            ), part(oid, top, persistence) as (
              select oid, name, persistence from r
              union
              select c.oid, part.top, c.relpersistence
              from part join pg_catalog.pg_inherits i on i.inhparent = part.oid
              join pg_catalog.pg_class c on c.oid = i.inhrelid
            ), called(oid, name) as (
              select p.oid, f.name from f
              join pg_catalog.pg_proc p on pg_catalog.lower(p.proname::pg_catalog.text) = f.name
              where p.oid >= 16384
            ), used(oid, name) as (
              select oid, name from called
              union
              select p.oid, called.name from called
              join pg_catalog.pg_aggregate a on a.aggfnoid = called.oid
              join pg_catalog.pg_proc p on p.oid in (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn,
                a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn)
            ), written(oid, name) as (
              select p.oid, p.proname from pg_catalog.pg_proc p
              join pg_catalog.pg_language l on l.oid = p.prolang
              where p.oid >= 16384 and l.lanname not in ('c', 'internal')
                and not exists (select from pg_catalog.pg_aggregate a where a.aggfnoid = p.oid)
            )
            select distinct 'unlogged', part.top, '' from part where part.persistence = 'u'
            union all
            select distinct 'temporary', part.top, '' from part where part.persistence = 't'
            union all
            select distinct 'kin', pg_catalog.lower(c.relname::pg_catalog.text), '' from r
              join pg_catalog.pg_inherits i on r.oid in (i.inhrelid, i.inhparent)
              join pg_catalog.pg_class c on c.oid in (i.inhrelid, i.inhparent) and c.oid <> r.oid
            union all
            select 'system', r.name, '' from r where r.schema = 'pg_catalog'
            union all
            select distinct 'own', called.name, '' from called
            union all
            select 'source', used.name, pg_catalog.pg_get_functiondef(written.oid)
              from used join written on written.oid = used.oid
            union all
            select 'operator source', o.oprname::pg_catalog.text, pg_catalog.pg_get_functiondef(written.oid)
              from pg_catalog.pg_operator o join written on written.oid = o.oprcode
            union all
            select 'cast source', written.name::pg_catalog.text, pg_catalog.pg_get_functiondef(written.oid)
              from pg_catalog.pg_cast c join written on written.oid = c.castfunc
            union all
            select 'domain', t.typname::pg_catalog.text, '' from pg_catalog.pg_type t
              where t.typtype = 'd' and exists (
                select from pg_catalog.pg_constraint k join pg_catalog.pg_proc p on p.provolatile = 'v'
                  and pg_catalog.strpos(k.conbin::pg_catalog.text, 'funcid ' || p.oid || ' ') > 0
                where k.contypid = t.oid)
            """;

    private final List<String> functions;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();

    PostgresReplicaQuestion(List<String> functions, List<String> names) {
        this.functions = functions;
        for (String name : names) {
            int dot = name.lastIndexOf('.');
            schemas.add(name.substring(0, Math.max(dot, 0)));
            tables.add(name.substring(dot + 1));
        }
    }

    List<PostgresQuestion.Fact> ask(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            PostgresNameArray.bind(statement, 1, functions);
            PostgresNameArray.bind(statement, 2, schemas);
            PostgresNameArray.bind(statement, 3, tables);
            List<PostgresQuestion.Fact> facts = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    facts.add(new PostgresQuestion.Fact(text(rows, 1), text(rows, 2), text(rows, 3)));
                }
            }
            return facts;
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Objects.requireNonNullElse(rows.getString(column), "");
    }
}
