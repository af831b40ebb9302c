package dev.covet.instrumentation.drivers.postgresql.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Of which tables a publication tells every change. */
final class Coverage {
    /** The first version whose publications choose rows. */
    private static final int CHOOSES_ROWS = 150000;

    /** The first version whose publications can name the root in place of a partition. */
    private static final int NAMES_ROOTS = 130000;

    /**
     * Everything of these names that can be read, and whether all tables that have its rows are told of. The server folds
     * letters by its own rules, so of other alphabets all names come.
     */
    private static final String QUESTION = """
            with recursive
            named as (
              select c.oid, c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind not in ('i', 'I', 't', 'c')
                 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_(toast|temp_)'
                 and (lower(c.relname) = any (?::text[]) or c.relname ~ '[^ -~]')),
            below (root, relation) as (
              select oid, oid from named
              union select below.root, i.inhrelid from below join pg_inherits i on i.inhparent = below.relation),
            above (leaf, relation) as (
              select relation, relation from below
              union select above.leaf, i.inhparent
                from above join pg_inherits i on i.inhrelid = above.relation
                join pg_class c on c.oid = i.inhparent and c.relkind = 'p'),
            publication as (
              select VIA_ROOT as via_root from pg_publication
               where pubname = ? and pubinsert and pubupdate and pubdelete and pubtruncate),
            published as (
              select c.oid from pg_publication_tables p
                join pg_namespace n on n.nspname = p.schemaname
                join pg_class c on c.relname = p.tablename and c.relnamespace = n.oid
               where p.pubname = ? and NO_FILTER),
            told as (
              select distinct above.leaf from above join published on published.oid = above.relation
                join publication on above.leaf = above.relation or publication.via_root)
            select named.relname, named.relkind in ('r', 'p')
                and bool_or(c.relkind = 'r')
                and bool_and(c.relkind = 'p'
                  or (c.relkind = 'r' and c.relpersistence = 'p' and told.leaf is not null))
              from named join below on below.root = named.oid
              join pg_class c on c.oid = below.relation
              left join told on told.leaf = below.relation
             group by named.oid, named.relname, named.relkind""";

    private final Connection asking;
    private final String publication;
    private final String question;

    Coverage(Connection asking, String publication, int version) {
        this.asking = asking;
        this.publication = publication;
        this.question = QUESTION.replace("VIA_ROOT", version < NAMES_ROOTS ? "false" : "pubviaroot")
                .replace("NO_FILTER", version < CHOOSES_ROWS ? "true" : "p.rowfilter is null");
    }

    Set<String> untold(Collection<String> tables) throws SQLException {
        Map<String, Boolean> told = new TreeMap<>();
        try (PreparedStatement statement = asking.prepareStatement(question)) {
            statement.setArray(1, asking.createArrayOf("text", tables.toArray()));
            statement.setString(2, publication);
            statement.setString(3, publication);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.merge(rows.getString(1).toLowerCase(Locale.ROOT), rows.getBoolean(2), Boolean::logicalAnd);
                }
            }
        }
        Set<String> untold = new HashSet<>(tables);
        untold.removeIf(table -> told.getOrDefault(table, false));
        return untold;
    }
}
