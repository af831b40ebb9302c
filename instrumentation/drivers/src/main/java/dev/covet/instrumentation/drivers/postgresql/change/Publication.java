package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The publication that says of which tables the server tells. Covet never makes or alters one. The statements it shows
 * are safe to run: as soon as a table is published that has neither a primary key nor another replica identity, its
 * UPDATE and DELETE fail for everybody, so such tables are kept out.
 */
final class Publication {
    private static final int MOST_TABLES = 100;

    private static final String KINDS =
            "select pubinsert, pubupdate, pubdelete, pubtruncate from pg_publication where pubname = ?";

    /**
     * Tables in their order, and of each whether it and all below it can be published without harm. The parameter names
     * the publication whose tables are meant; null for all tables that are no partitions.
     */
    private static final String TABLES = """
            with recursive
            named as (
              select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relkind in ('r', 'p') and c.relpersistence = 'p'
                 and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
                 and case when ?::text is null then not c.relispartition else exists (
                   select 1 from pg_publication_tables p
                    where p.pubname = ? and p.schemaname = n.nspname and p.tablename = c.relname) end),
            below (root, relation) as (
              select oid, oid from named
              union select below.root, i.inhrelid from below join pg_inherits i on i.inhparent = below.relation),
            harmless as (
              select below.root, bool_and(c.relkind <> 'r' or c.relreplident = 'f' or exists (
                  select 1 from pg_index x where x.indrelid = c.oid and x.indisvalid and x.indimmediate
                     and case c.relreplident when 'd' then x.indisprimary when 'i' then x.indisreplident end)) as is
                from below join pg_class c on c.oid = below.relation group by below.root)
            select quote_ident(named.nspname) || '.' || quote_ident(named.relname), harmless.is
              from named join harmless on harmless.root = named.oid order by 1""";

    private final Connection asking;
    private final String name;

    Publication(Connection asking, String name) {
        this.asking = asking;
        this.name = name;
    }

    /** Whether it is there and tells of every kind of change. */
    void check() throws FeedRefusedException, SQLException {
        List<String> missing = missing();
        if (missing == null) {
            throw refusedMissing();
        }
        if (!missing.isEmpty()) {
            Tables tables = tables(name);
            throw new FeedRefusedException(
                    "COVET-4207",
                    "The publication " + quoted() + " does not tell of " + String.join(", ", missing) + ".",
                    tables.identities() + "ALTER PUBLICATION " + quoted()
                            + " SET (publish = 'insert, update, delete, truncate');");
        }
    }

    /** The kinds of change it does not tell of; null if there is no such publication. */
    private @Nullable List<String> missing() throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(KINDS)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                List<String> missing = new ArrayList<>();
                for (String kind : List.of("insert", "update", "delete", "truncate")) {
                    if (!row.getBoolean("pub" + kind)) {
                        missing.add(kind);
                    }
                }
                return missing;
            }
        }
    }

    private FeedRefusedException refusedMissing() throws SQLException {
        Tables tables = tables(null);
        boolean some = !tables.harmless().isEmpty() && tables.harmless().size() <= MOST_TABLES;
        String list = some ? String.join(", ", tables.harmless()) : "the tables that are read often";
        return new FeedRefusedException(
                "COVET-4206",
                "There is no publication " + quoted() + " in this database.",
                "CREATE PUBLICATION " + quoted() + " FOR TABLE " + list + ";" + tables.leftOut(quoted()));
    }

    private Tables tables(@Nullable String published) throws SQLException {
        List<String> harmless = new ArrayList<>();
        List<String> harmed = new ArrayList<>();
        try (PreparedStatement statement = asking.prepareStatement(TABLES)) {
            statement.setString(1, published);
            statement.setString(2, published);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    (rows.getBoolean(2) ? harmless : harmed).add(rows.getString(1));
                }
            }
        }
        return new Tables(harmless, harmed);
    }

    /**
     * Tables, apart by what happens to them when they are published.
     *
     * @param harmless those that go on as before
     * @param harmed those whose UPDATE and DELETE fail from then on, or those of a table below them
     */
    private record Tables(List<String> harmless, List<String> harmed) {
        String leftOut(String publication) {
            return harmed.isEmpty()
                    ? ""
                    : " Not " + some() + ": they or tables below them have no primary key, so their UPDATE and DELETE"
                            + " would fail as soon as they are published. To have one of them, too: "
                            + identity() + " ALTER PUBLICATION " + publication + " ADD TABLE " + harmed.get(0) + ";";
        }

        String identities() {
            return harmed.isEmpty()
                    ? ""
                    : "First for each of " + some() + ", whose UPDATE and DELETE would fail else: " + identity()
                            + " Then: ";
        }

        private String identity() {
            return "ALTER TABLE " + harmed.get(0) + " REPLICA IDENTITY FULL;";
        }

        private String some() {
            String list = String.join(", ", harmed.subList(0, Math.min(harmed.size(), MOST_TABLES)));
            return harmed.size() > MOST_TABLES ? list + " and " + (harmed.size() - MOST_TABLES) + " more" : list;
        }
    }

    private String quoted() {
        return quoted(name);
    }

    /** As an identifier of SQL. */
    static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
