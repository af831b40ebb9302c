package dev.covet.optimizer.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One statement on PostgreSQL's catalog: the versions of all rows that answers depend on, and of all by which a query may
 * write although it does not show. A row that was changed has
 * another version, also if it was changed back. A row that came and went between two prints leaves no trace in them, nor
 * does a role that was changed back; the server's counters of such rows tell, some seconds later.
 */
final class PostgresPrint {
    /** Rights, then everything. */
    private static final String SQL =
            """
            with n(name, watched) as (
              select pg_catalog.unnest(?::pg_catalog.text[]), true
              union all
              select pg_catalog.unnest(?::pg_catalog.text[]), false
            ), r(oid, version) as (
              select c.oid, case when n.watched then c.xmin::pg_catalog.text || c.relname::pg_catalog.text
                  else pg_catalog.concat_ws(' ', c.relname, c.relnamespace, c.relkind, c.relpersistence, c.relhastriggers,
                    c.relhasrules, c.relhassubclass, c.relispartition, c.relrowsecurity) end
              from n join pg_catalog.pg_class c on pg_catalog.lower(c.relname::pg_catalog.text) = n.name
              where not pg_catalog.pg_is_other_temp_schema(c.relnamespace)
            ), rights as (
            {rights}
            ), made(kind, oid, version) as (
              select 'pg_proc', p.oid, p.xmin from pg_catalog.pg_proc p
                where p.oid >= 16384 and not pg_catalog.pg_is_other_temp_schema(p.pronamespace)
              union all
              select 'pg_aggregate', a.aggfnoid, a.xmin from pg_catalog.pg_aggregate a where a.aggfnoid >= 16384::pg_catalog.oid
              union all
              select 'pg_operator', o.oid, o.xmin from pg_catalog.pg_operator o where o.oid >= 16384
              union all
              select 'pg_cast', c.oid, c.xmin from pg_catalog.pg_cast c where c.oid >= 16384
              union all
              select 'pg_amproc', a.oid, a.xmin from pg_catalog.pg_amproc a where a.oid >= 16384
              union all
              select 'pg_type', t.oid, t.xmin from pg_catalog.pg_type t
                where t.oid >= 16384 and (t.typtype in ('d', 'r') or t.typtype = 'b' and t.typelem = 0)
              union all
              select 'pg_constraint', k.oid, k.xmin from pg_catalog.pg_constraint k where k.contypid <> 0 and k.oid >= 16384
              union all
              select 'pg_collation', c.oid, c.xmin from pg_catalog.pg_collation c where c.oid >= 16384
              union all
              select 'pg_rewrite', w.oid, w.xmin from pg_catalog.pg_rewrite w
                join pg_catalog.pg_class c on c.oid = w.ev_class
                where w.oid >= 16384 and not pg_catalog.pg_is_other_temp_schema(c.relnamespace)
              union all
              select 'pg_policy', p.oid, p.xmin from pg_catalog.pg_policy p
              union all
              select 'pg_class', c.oid, c.xmin from pg_catalog.pg_class c where c.relkind = 'f' or c.relrowsecurity
              union all
              select 'pg_ts_config', s.oid, s.xmin from pg_catalog.pg_ts_config s
              union all
              select 'pg_ts_config_map', m.mapcfg, m.xmin from pg_catalog.pg_ts_config_map m
              union all
              select 'pg_ts_dict', d.oid, d.xmin from pg_catalog.pg_ts_dict d
            ), x(kind, oid, part, version) as (
              select * from rights
              union all
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
                from pg_catalog.pg_proc p where p.oid < 16384 and p.proname = any (?::pg_catalog.name[])
              union all
              select made.kind, pg_catalog.count(*), 0, pg_catalog.sum(pg_catalog.hashint8extended(
                  (made.oid::pg_catalog.int8 << 32) | made.version::pg_catalog.text::pg_catalog.int8, 0))::pg_catalog.text
                from made group by made.kind
              union all
              select 'label', e.enumtypid::pg_catalog.int8, e.oid::pg_catalog.int8, e.xmin::pg_catalog.text
                from pg_catalog.pg_enum e
              union all
              select 'trigger', g.tgrelid::pg_catalog.int8, g.oid::pg_catalog.int8, g.xmin::pg_catalog.text
                from r join pg_catalog.pg_trigger g on g.tgrelid = r.oid
              union all
              select 'configuration', 0, 0, pg_catalog.date_part('epoch', pg_catalog.pg_conf_load_time())::pg_catalog.text
              union all
              select 'publication', b.oid::pg_catalog.int8, 0, b.xmin::pg_catalog.text from pg_catalog.pg_publication b
              union all
              select 'published', b.prrelid::pg_catalog.int8, b.oid::pg_catalog.int8, b.xmin::pg_catalog.text
                from r join pg_catalog.pg_publication_rel b on b.prrelid = r.oid
              union all
              select 'schema', s.oid::pg_catalog.int8, 0, s.xmin::pg_catalog.text from pg_catalog.pg_namespace s
                where s.nspname not like 'pg\\_%temp\\_%'
              union all
              select 'told', 0, 0, pg_catalog.to_jsonb(t)::pg_catalog.text from pg_catalog.pg_publication_tables t
                where pg_catalog.lower(t.tablename::pg_catalog.text) in (select name from n)
              union all
              select 'count', c.oid::pg_catalog.int8, 0, pg_catalog.concat_ws(' ', pg_catalog.pg_stat_get_tuples_inserted(c.oid),
                  pg_catalog.pg_stat_get_tuples_updated(c.oid), pg_catalog.pg_stat_get_tuples_deleted(c.oid))
                from pg_catalog.unnest(array['pg_authid', 'pg_auth_members', 'pg_inherits', 'pg_namespace', 'pg_policy',
                  'pg_proc', 'pg_publication_namespace', 'pg_publication_rel', 'pg_rewrite']::pg_catalog.text[]) k(name)
                join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass('pg_catalog.' || k.name)
                where pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 150000
            )
            select {rights print}, {print}
            """.replace("{rights}", PostgresRights.ROWS).replace("{rights print}", PostgresRights.print("rights"));

    private static final String OWN = SQL.replace("{print}", PostgresRights.print("x"));

    /**
     * The same for all sessions: they count, and load the configuration, each at a time of its own. What of other relations
     * may write is of no concern to an answer.
     */
    private static final String COMMON = SQL.replace(
            "{print}",
            PostgresRights.print("(select * from x where x.kind not in"
                    + " ('count', 'configuration', 'pg_rewrite', 'pg_policy', 'pg_class'))"));

    private PostgresPrint() {}

    /**
     * Asks for it.
     *
     * @param watched tables and views that are read
     * @param written tables of which only that counts by which a change of them is one of others, too
     */
    static Definitions.Print ask(
            Connection asking, Collection<String> watched, Collection<String> written, Collection<String> functions)
            throws SQLException {
        return ask(OWN, asking, watched, written, functions);
    }

    /** Of these tables, views and functions, as any session of the server would have it. */
    static String common(Connection asking, Collection<String> watched, Collection<String> functions)
            throws SQLException {
        return ask(COMMON, asking, watched, List.of(), functions).all();
    }

    private static Definitions.Print ask(
            String sql,
            Connection asking,
            Collection<String> watched,
            Collection<String> written,
            Collection<String> functions)
            throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(sql)) {
            PostgresNameArray.bind(statement, 1, watched);
            PostgresNameArray.bind(statement, 2, written);
            PostgresNameArray.bind(statement, 3, functions);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Definitions.Print(text(row, 1), text(row, 2));
            }
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }
}
