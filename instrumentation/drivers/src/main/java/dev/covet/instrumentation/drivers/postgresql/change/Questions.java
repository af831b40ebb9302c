package dev.covet.instrumentation.drivers.postgresql.change;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a feed asks the server all the time, on the connection for questions. */
final class Questions {
    /** The first version that has these names. */
    private static final int NEW_NAMES = 130000;

    /** The first version that can flush a message that is in no transaction. */
    private static final int FLUSHES_MESSAGES = 170000;

    /**
     * The snapshot is taken before the rest is looked at, so whatever it shows is in the log by then. Not always in its flushed
     * part: who commits with {@code synchronous_commit = off} is seen before.
     */
    private static final String MOMENT = """
            select SNAPSHOT()::text, pg_current_wal_insert_lsn()::text,
              left(pg_walfile_name(pg_current_wal_flush_lsn()), 8)""";

    /** Both as sums: a fingerprint that costs no sorting. */
    private static final String STATE = """
            select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), s.restart_lsn)::bigint,
              (select concat_ws(' ', count(*), sum(xmin::text::bigint), sum(inhrelid::bigint), sum(inhparent::bigint))
                 from pg_inherits),
              current_setting('synchronous_standby_names')
              from pg_replication_slots s where s.slot_name = ?""";

    /** Who waits for standbys else would wait here, too. */
    private static final String FLUSH =
            "select set_config('synchronous_commit', 'local', true), pg_logical_emit_message(";

    /** Each that has a number holds this lock, also one that waits for standbys, until others see what it did. */
    private static final String TRANSACTIONS = """
            select transactionid::text, coalesce('process ' || pid, 'a prepared transaction') from pg_locks
             where locktype = 'transactionid' and mode = 'ExclusiveLock' and granted""";

    /** Whatever another server, or another history of it, or another database of it has another one of. */
    private static final String IDENTITY = """
            select s.system_identifier::text, concat_ws(' ', s.system_identifier,
              left(pg_walfile_name(pg_current_wal_flush_lsn()), 8),
              (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint, d.oid)
              from pg_control_system() s, pg_database d where d.datname = current_database()""";

    private static final String NOT_PERMITTED = "42501";

    private static final int MOST_WRITERS = 10;

    private final Connection asking;
    private final String moment;
    private final String flush;
    private String system = "";

    private Questions(Connection asking, String moment, String flush, String system) {
        this.asking = asking;
        this.moment = moment;
        this.flush = flush;
        this.system = system;
    }

    /** Another one, of the same server. */
    Questions on(Connection other) {
        return new Questions(other, moment, flush, system);
    }

    Questions(Connection asking, int version) {
        this.asking = asking;
        this.moment = MOMENT.replace("SNAPSHOT", version < NEW_NAMES ? "txid_current_snapshot" : "pg_current_snapshot");
        this.flush = FLUSH + (version < FLUSHES_MESSAGES ? "true, 'covet', '')" : "false, 'covet', '', true)");
    }

    /** What the walsender says of the server, so that a moment can say it, too. */
    void identify(Connection log) throws SQLException {
        try (Statement statement = log.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            system = row.getString("systemid");
        }
    }

    /**
     * Which server this is, in which of its histories, since which start, and which database; empty if the role may not know.
     * Moments say it, too, from then on.
     */
    String identify() throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(IDENTITY);
                ResultSet row = statement.executeQuery()) {
            row.next();
            system = row.getString(1);
            return row.getString(2);
        } catch (SQLException e) {
            if (NOT_PERMITTED.equals(e.getSQLState())) {
                return "";
            }
            throw e;
        }
    }

    /** Fails on a standby: it does not know what everybody can see. */
    PostgresMoment moment() throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(moment);
                ResultSet row = statement.executeQuery()) {
            row.next();
            // The timeline is a new one after a standby has taken over or a backup was restored.
            String origin = system + '/' + row.getString(3);
            return PostgresMoment.of(row.getString(1), Positions.read(row.getString(2)), origin);
        }
    }

    /**
     * How a slot is doing.
     *
     * @param retained bytes of the log that are kept for it
     * @param hierarchy changes when a table is attached anywhere or detached
     * @param standbys whose confirmation commits wait for
     */
    record State(long retained, String hierarchy, String standbys) {}

    /** Of this slot; fails if it is not there. */
    State state(String slot) throws SQLException {
        try (PreparedStatement statement = asking.prepareStatement(STATE)) {
            statement.setString(1, slot);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException(
                            "The replication slot " + slot + " is not on the server that is asked: its connection has"
                                    + " ended, or the address leads to several servers.",
                            "08006");
                }
                return new State(row.getLong(1), row.getString(2), row.getString(3));
            }
        }
    }

    /** Has the rest flushed, by a message in the log that nobody is told of. */
    void flush() {
        try (PreparedStatement statement = asking.prepareStatement(flush)) {
            statement.execute();
        } catch (SQLException e) {
            // It will be flushed some time. A broken connection shows at the next question.
        }
    }

    /** Who has a transaction open that writes. */
    String writers() throws SQLException {
        Collection<String> writers = running().values();
        return writers.isEmpty()
                ? "nobody any more"
                : writers.stream().distinct().limit(MOST_WRITERS).collect(Collectors.joining(", "));
    }

    /** The numbers of all transactions that write. */
    Set<String> transactions() throws SQLException {
        return running().keySet();
    }

    private Map<String, String> running() throws SQLException {
        Map<String, String> running = new TreeMap<>();
        try (Statement statement = asking.createStatement();
                ResultSet rows = statement.executeQuery(TRANSACTIONS)) {
            while (rows.next()) {
                running.put(rows.getString(1), rows.getString(2));
            }
        }
        return running;
    }
}
