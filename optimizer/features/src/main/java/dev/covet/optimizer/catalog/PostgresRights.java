package dev.covet.optimizer.catalog;

/**
 * What roles of PostgreSQL may do by what they are and whose members they are. Everybody is shown the same of it, so that
 * a session can be compared with what the relay has seen.
 */
final class PostgresRights {
    /** Rows of kind, object, part and version. */
    static final String ROWS = """
            select 'member' as kind, m.roleid::pg_catalog.int8 as oid, m.member::pg_catalog.int8 as part,
                m.xmin::pg_catalog.text as version
              from pg_catalog.pg_auth_members m
            union all
            select 'role', o.oid::pg_catalog.int8, 0, pg_catalog.concat_ws(' ', o.rolsuper, o.rolinherit, o.rolbypassrls)
              from pg_catalog.pg_roles o""";

    private PostgresRights() {}

    /** One text for rows of kind, object, part and version, whichever order they come in. */
    static String print(String rows) {
        return """
                (select pg_catalog.md5(coalesce(pg_catalog.string_agg(
                    pg_catalog.concat_ws(',', x.kind, x.oid, x.part, x.version), ';'
                    order by x.kind, x.oid, x.part, x.version), '')) from {rows} x)""".replace("{rows}", rows);
    }
}
