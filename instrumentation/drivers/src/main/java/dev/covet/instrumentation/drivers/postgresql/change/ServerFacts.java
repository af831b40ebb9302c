package dev.covet.instrumentation.drivers.postgresql.change;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How a server is set up, and whether a feed can be opened there.
 *
 * @param version as in 170011
 * @param standby whether it follows another one
 * @param walLevel how much its log tells
 * @param slots in use
 * @param mostSlots there can be
 * @param senders in use
 * @param mostSenders there can be
 * @param standbys whose confirmation commits wait for
 * @param role that asks
 */
record ServerFacts(
        int version,
        boolean standby,
        String walLevel,
        int slots,
        int mostSlots,
        int senders,
        int mostSenders,
        String standbys,
        String role) {
    /** The first that tells of TRUNCATE. */
    private static final int OLDEST = 110000;

    /** The first that raises the level of its log of itself. */
    private static final int RAISES_LEVEL = 190000;

    private static final String QUESTION = """
            select current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('wal_level'),
              (select count(*) from pg_replication_slots), current_setting('max_replication_slots')::int,
              (select count(*) from pg_stat_replication), current_setting('max_wal_senders')::int,
              current_setting('synchronous_standby_names'), quote_ident(current_user)""";

    static ServerFacts ask(Connection asking) throws SQLException {
        try (Statement statement = asking.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            return new ServerFacts(
                    row.getInt(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getInt(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getString(8),
                    row.getString(9));
        }
    }

    /** Whether it can ever tell of changes. */
    void checkServer() throws FeedRefusedException {
        if (version < OLDEST) {
            throw new FeedRefusedException(
                    "COVET-4209",
                    "The server is PostgreSQL " + version / 10_000 + "; TRUNCATE is told of since PostgreSQL 11.",
                    "Upgrade the server, or use the level transaction.");
        }
        if (standby) {
            throw new FeedRefusedException(
                    "COVET-4208",
                    "The server is a standby; what everybody can see is known to the primary alone.",
                    "Give the address of the primary, too: jdbc:postgresql://primary,standby/…");
        }
        checkStandbys(standbys);
        if (!walLevel.equals("logical") && version < RAISES_LEVEL) {
            throw new FeedRefusedException(
                    "COVET-4202",
                    "The server's log does not tell of rows: wal_level is " + walLevel + ".",
                    "ALTER SYSTEM SET wal_level = 'logical'; then restart the server. Amazon RDS and Aurora:"
                            + " rds.logical_replication = 1 in the parameter group; Google Cloud SQL:"
                            + " cloudsql.logical_decoding = on.");
        }
    }

    /** A walsender counts as a standby by its name: with {@code *} any does, and Covet keeps no copy of anything. */
    static void checkStandbys(String standbys) throws FeedRefusedException {
        if (standbys.contains("*")) {
            throw new FeedRefusedException(
                    "COVET-4212",
                    "Any connection that follows the log counts as a synchronous standby: synchronous_standby_names is"
                            + " '" + standbys + "'. A commit could return before a real standby has it.",
                    "Name the standbys: ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby_a, standby_b)';"
                            + " SELECT pg_reload_conf();");
        }
    }

    /** Whether there is room for one more feed. */
    void checkRoom() throws FeedRefusedException {
        if (slots >= mostSlots) {
            throw new FeedRefusedException(
                    "COVET-4204",
                    "There is no free replication slot: " + slots + " of " + mostSlots + " are used.",
                    "Drop one that nobody needs (SELECT slot_name, active FROM pg_replication_slots), or ALTER SYSTEM"
                            + " SET max_replication_slots = '" + (mostSlots + 10) + "'; then restart the server.");
        }
        if (senders >= mostSenders) {
            throw new FeedRefusedException(
                    "COVET-4205",
                    "There is no free WAL sender: " + senders + " of " + mostSenders + " are used.",
                    "ALTER SYSTEM SET max_wal_senders = '" + (mostSenders + 10) + "'; then restart the server.");
        }
    }

    /** What a role is told that is not allowed to follow the log. */
    FeedRefusedException refusedRole() {
        return new FeedRefusedException(
                "COVET-4203",
                "The role " + role + " may not follow the server's log.",
                "ALTER ROLE " + role + " REPLICATION; on Amazon RDS and Aurora: GRANT rds_replication TO " + role
                        + ";");
    }
}
