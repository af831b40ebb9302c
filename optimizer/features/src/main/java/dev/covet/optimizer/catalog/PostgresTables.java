package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Objects;

/**
 * One statement on PostgreSQL's catalog about tables of some names. No lock is taken but those on the catalog: expressions
 * are not asked for as text, but for what they depend on. What the server brings along does not count as a dependency.
 */
final class PostgresTables {
    private static final String SQL = """
            with n(name) as (
              select pg_catalog.unnest(?::pg_catalog.text[])
            ), f(name) as (
              select pg_catalog.unnest(?::pg_catalog.text[])
            ), r as (
              select n.name, c.oid, c.relkind, c.relrowsecurity,
                s.nspname in ('pg_catalog', 'information_schema', 'pg_toast') as system
              from n join pg_catalog.pg_class c on pg_catalog.lower(c.relname::pg_catalog.text) = n.name
              join pg_catalog.pg_namespace s on s.oid = c.relnamespace
              where c.relkind not in ('i', 'I', 'c', 't')
            ), wild(oid, name, arguments) as (
              select p.oid, pg_catalog.lower(p.proname::pg_catalog.text), p.proargtypes
              from pg_catalog.pg_proc p join pg_catalog.pg_language l on l.oid = p.prolang
              where p.oid >= 16384 and (p.provolatile = 'v' or l.lanname not in ('internal', 'c'))
            ), harm(oid) as (
              select p.oid from pg_catalog.pg_proc p
              where p.oid < 16384 and p.provolatile = 'v' and p.proname not in ('nextval', 'currval', 'lastval',
                'random', 'gen_random_uuid', 'clock_timestamp', 'timeofday', 'setseed')
            ), e(name, class, oid, tree) as (
              select r.name, 'pg_catalog.pg_attrdef'::pg_catalog.regclass, a.oid, a.adbin::pg_catalog.text
                from r join pg_catalog.pg_attrdef a on a.adrelid = r.oid
              union all
              select r.name, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, k.conbin::pg_catalog.text
                from r join pg_catalog.pg_constraint k on k.conrelid = r.oid
              union all
              select r.name, 'pg_catalog.pg_class'::pg_catalog.regclass, i.indexrelid, ''
                from r join pg_catalog.pg_index i on i.indrelid = r.oid
              union all
              select r.name, 'pg_catalog.pg_constraint'::pg_catalog.regclass, k.oid, k.conbin::pg_catalog.text
                from r join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0
                join pg_catalog.pg_constraint k on k.contypid = a.atttypid
            ), t(name, oid, kind, base) as (
              select r.name, t.oid, t.typtype, t.typbasetype
              from r join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
              join pg_catalog.pg_type o on o.oid = a.atttypid
              join pg_catalog.pg_type t on t.oid = case when o.typcategory = 'A' then o.typelem else o.oid end
            )
            select 'server', pg_catalog.current_setting('server_version_num') || ' ' || pg_catalog.version()
            union all
            select 'isolation', pg_catalog.current_setting('transaction_isolation')
            union all
            select 'table', r.name from r
            union all
            select 'KIND', r.name from r where r.relkind <> 'r' or r.system
            union all
            select 'FAMILY', r.name from r where exists (
              select from pg_catalog.pg_inherits i where i.inhrelid = r.oid or i.inhparent = r.oid)
            union all
            select 'POLICY', r.name from r where r.relrowsecurity
            union all
            select 'TRIGGER', r.name from r where exists (
              select from pg_catalog.pg_trigger g where g.tgrelid = r.oid and not g.tgisinternal)
            union all
            select 'RULE', r.name from r where exists (
              select from pg_catalog.pg_rewrite w where w.ev_class = r.oid)
            union all
            select 'CASCADE', r.name from r where exists (
              select from pg_catalog.pg_constraint k where k.confrelid = r.oid and k.contype = 'f'
                and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r')))
            union all
            select 'EXPRESSION', e.name from e
              join pg_catalog.pg_depend d on d.classid = e.class and d.objid = e.oid
              left join pg_catalog.pg_operator o
                on o.oid = d.refobjid and d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
              join wild on wild.oid = o.oprcode
                or wild.oid = d.refobjid and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
            union all
            select 'EXPRESSION', e.name from e join harm
              on pg_catalog.strpos(e.tree, ':funcid ' || harm.oid || ' ') > 0
            union all
            select 'EXPRESSION', t.name from t
              where t.oid >= 16384 and t.kind not in ('b', 'e') and (t.kind <> 'd' or t.base >= 16384)
            union all
            select 'function', f.name from f where exists (
              select from pg_catalog.pg_proc p
              where p.oid >= 16384 and pg_catalog.lower(p.proname::pg_catalog.text) = f.name)
            union all
            select 'operator', o.oprname::pg_catalog.text from pg_catalog.pg_operator o join wild on wild.oid = o.oprcode
            union all
            select 'word', wild.name from wild join pg_catalog.pg_type t on t.oid = wild.arguments[0]
              where t.typtype in ('c', 'd') or t.typtype = 'p' and t.typname not in ('cstring', 'internal')
            union all
            select 'everywhere', '' where exists (
                select from pg_catalog.pg_cast c join wild on wild.oid = c.castfunc)
              or exists (select from pg_catalog.pg_amproc a join wild on wild.oid = a.amproc)
              or exists (select from pg_catalog.pg_constraint k
                join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                  and d.objid = k.oid and d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                join wild on wild.oid = d.refobjid
                where k.contypid <> 0)
            """;

    private final Collection<String> tables;
    private final Collection<String> functions;
    private final GatheredFacts facts = new GatheredFacts();

    PostgresTables(Collection<String> tables, Collection<String> functions) {
        this.tables = tables;
        this.functions = functions;
    }

    TableFacts ask(Connection connection, boolean transaction) throws SQLException {
        String asked = transaction ? Savepoint.around(SQL) : SQL;
        try (PreparedStatement statement = Bound.on(connection.prepareStatement(asked))) {
            PostgresNameArray.bind(statement, 1, tables);
            PostgresNameArray.bind(statement, 2, functions);
            statement.execute();
            for (int i = 0; transaction && i < Savepoint.RESULT; i++) {
                statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    take(rows.getString(1), Objects.requireNonNullElse(rows.getString(2), ""), transaction);
                }
            }
        }
        return facts.facts();
    }

    private void take(String what, String name, boolean transaction) {
        switch (what) {
            case "server" -> {
                if (!PostgresNames.isPostgres(name)) {
                    facts.notCurrent();
                }
            }
            case "isolation" -> {
                // Others see the catalog as it was when the transaction began.
                if (transaction && !name.equals("read committed") && !name.equals("read uncommitted")) {
                    facts.notCurrent();
                }
            }
            case "operator" -> facts.take(PostgresNames.isImpliedOperator(name) ? "everywhere" : "word", name);
            default -> facts.take(what, name);
        }
    }
}
