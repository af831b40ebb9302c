package dev.covet.optimizer.catalog;

import dev.covet.optimizer.sql.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Definitions and rights in a database that answers depend on, in a form that shows whether one of them has changed. One
 * statement. Immutable. On MySQL and MariaDB it is always the same: their logs tell of such changes.
 */
public final class Definitions {
    private static final String POSTGRES = """
            with n(name) as (
              select pg_catalog.unnest(?::pg_catalog.text[])
            ), r(oid, version) as (
              select c.oid, c.xmin::pg_catalog.text || c.relname::pg_catalog.text
              from n join pg_catalog.pg_class c on pg_catalog.lower(c.relname::pg_catalog.text) = n.name
              where not pg_catalog.pg_is_other_temp_schema(c.relnamespace)
            ), x(kind, oid, part, version) as (
              select 'relation', r.oid::pg_catalog.int8, 0::pg_catalog.int8, r.version from r
              union all
              select 'column', a.attrelid::pg_catalog.int8, a.attnum::pg_catalog.int8, a.xmin::pg_catalog.text
                from r join pg_catalog.pg_attribute a on a.attrelid = r.oid
              union all
              select 'rule', w.ev_class::pg_catalog.int8, w.oid::pg_catalog.int8, w.xmin::pg_catalog.text
                from r join pg_catalog.pg_rewrite w on w.ev_class = r.oid
              union all
              select 'policy', p.polrelid::pg_catalog.int8, p.oid::pg_catalog.int8, p.xmin::pg_catalog.text
                from r join pg_catalog.pg_policy p on p.polrelid = r.oid
              union all
              select 'part', i.inhrelid::pg_catalog.int8, i.inhparent::pg_catalog.int8, i.xmin::pg_catalog.text
                from pg_catalog.pg_inherits i where i.inhrelid in (select oid from r) or i.inhparent in (select oid from r)
              union all
              select 'function', p.oid::pg_catalog.int8, 0, p.xmin::pg_catalog.text
                from pg_catalog.pg_proc p
                where pg_catalog.lower(p.proname::pg_catalog.text) in (select pg_catalog.unnest(?::pg_catalog.text[]))
              union all
              select 'member', m.roleid::pg_catalog.int8, m.member::pg_catalog.int8, m.xmin::pg_catalog.text
                from pg_catalog.pg_auth_members m
              union all
              select 'role', o.oid::pg_catalog.int8, 0, pg_catalog.concat_ws(' ', o.rolsuper, o.rolinherit, o.rolbypassrls)
                from pg_catalog.pg_roles o
              union all
              select 'label', e.enumtypid::pg_catalog.int8, e.oid::pg_catalog.int8, e.xmin::pg_catalog.text
                from pg_catalog.pg_enum e
              union all
              select 'trigger', g.tgrelid::pg_catalog.int8, g.oid::pg_catalog.int8, g.xmin::pg_catalog.text
                from r join pg_catalog.pg_trigger g on g.tgrelid = r.oid
              union all
              select 'configuration', 0, 0, pg_catalog.concat_ws(pg_catalog.chr(31), {settings})
              union all
              select 'publication', b.oid::pg_catalog.int8, 0, b.xmin::pg_catalog.text from pg_catalog.pg_publication b
              union all
              select 'schema', s.oid::pg_catalog.int8, 0, s.xmin::pg_catalog.text from pg_catalog.pg_namespace s
                where s.nspname not like 'pg\\_%temp\\_%'
              union all
              select 'told', 0, 0, pg_catalog.to_jsonb(t)::pg_catalog.text from pg_catalog.pg_publication_tables t
                where pg_catalog.lower(t.tablename::pg_catalog.text) in (select name from n)
            )
            select pg_catalog.md5(coalesce(pg_catalog.string_agg(
              pg_catalog.concat_ws(',', x.kind, x.oid, x.part, x.version), ';'
              order by x.kind, x.oid, x.part, x.version), '')) from x
            """.replace("{settings}", SessionFacts.listed());

    private final Dialect dialect;
    private final Set<String> names;
    private final Set<String> functions;

    /** Of nothing yet. */
    public Definitions(Dialect dialect) {
        this(dialect, Set.of(), Set.of());
    }

    private Definitions(Dialect dialect, Set<String> names, Set<String> functions) {
        this.dialect = dialect;
        this.names = names;
        this.functions = functions;
    }

    /** Whether all that this query depends on is among them. */
    public boolean have(Lasting query) {
        return names.containsAll(query.names()) && functions.containsAll(query.functions());
    }

    /** Those of this query, too. */
    public Definitions and(Lasting query) {
        return new Definitions(dialect, union(names, query.names()), union(functions, query.functions()));
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /** What they are at present. */
    public String print(Connection asking) throws SQLException {
        if (dialect != Dialect.POSTGRESQL || names.isEmpty()) {
            return "";
        }
        try (PreparedStatement statement = asking.prepareStatement(POSTGRES)) {
            PostgresNameArray.bind(statement, 1, names);
            PostgresNameArray.bind(statement, 2, functions);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return Objects.requireNonNullElse(row.getString(1), "");
            }
        }
    }
}
