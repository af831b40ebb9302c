package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.FeedRefusedException;

/** Whether a server, as it is set up, can tell of each change and of when it is seen. */
final class Requirements {
    private static final int OLDEST_MARIADB = 1005;
    private static final int OLDEST_MYSQL = 800;

    private final Settings settings;

    Requirements(Settings settings) {
        this.settings = settings;
    }

    void check() throws FeedRefusedException {
        version();
        log();
        order();
        if (!settings.isMariaDb()) {
            mySql();
        }
        replicated();
    }

    private void version() throws FeedRefusedException {
        if (settings.version() < (settings.isMariaDb() ? OLDEST_MARIADB : OLDEST_MYSQL)) {
            throw new FeedRefusedException(
                    "COVET-4213",
                    "The server is " + settings.of("version")
                            + "; its log is followed from MariaDB 10.5 and MySQL 8.0 on.",
                    "Upgrade the server, or use the level transaction.");
        }
    }

    private void log() throws FeedRefusedException {
        if (!settings.isOn("log_bin")) {
            throw new FeedRefusedException(
                    "COVET-4214",
                    "The server writes no binary log: log_bin is " + settings.of("log_bin") + ".",
                    "Put log_bin = binlog, binlog_format = ROW and a server_id into the server's configuration under"
                            + " [mysqld] and restart it. Amazon RDS: enable automated backups and set binlog_format = ROW in"
                            + " the parameter group.");
        }
        if (!settings.of("binlog_format").equalsIgnoreCase("ROW")) {
            throw new FeedRefusedException(
                    "COVET-4215",
                    "The server's log does not tell of rows: binlog_format is " + settings.of("binlog_format") + ".",
                    "SET GLOBAL binlog_format = 'ROW'; and the same in the server's configuration. Sessions that are open"
                            + " keep what they have.");
        }
    }

    /** What takes away the relation between places in the log and what is seen. */
    private void order() throws FeedRefusedException {
        if (settings.isOn("wsrep_on")) {
            throw new FeedRefusedException(
                    "COVET-4216",
                    "The server is part of a Galera cluster (wsrep_on): other nodes write, and what they see comes at"
                            + " other times.",
                    "Use the level transaction.");
        }
        String storage = settings.of("binlog_storage_engine");
        if (settings.isMariaDb() && !settings.isOn("binlog_optimize_thread_scheduling")) {
            throw new FeedRefusedException(
                    "COVET-4217",
                    "The server does not tell when commits are seen: binlog_optimize_thread_scheduling is "
                            + settings.of("binlog_optimize_thread_scheduling") + ".",
                    "Remove binlog_optimize_thread_scheduling from the server's configuration and restart it.");
        }
        if (!storage.isEmpty()) {
            throw new FeedRefusedException(
                    "COVET-4217",
                    "The server keeps its log in a storage engine (" + storage + "), where commits have other places.",
                    "Remove binlog_storage_engine from the server's configuration and restart it.");
        }
    }

    private void mySql() throws FeedRefusedException {
        if (!settings.isOn("gtid_mode")) {
            throw new FeedRefusedException(
                    "COVET-4218",
                    "The server's transactions have no GTIDs, so nobody can tell when they are seen: gtid_mode is "
                            + settings.of("gtid_mode") + ".",
                    "SET GLOBAL enforce_gtid_consistency = ON; then SET GLOBAL gtid_mode = OFF_PERMISSIVE;"
                            + " SET GLOBAL gtid_mode = ON_PERMISSIVE; SET GLOBAL gtid_mode = ON; and both in the server's"
                            + " configuration.");
        }
        if (settings.isOn("binlog_transaction_compression")) {
            throw new FeedRefusedException(
                    "COVET-4219",
                    "The server compresses whole transactions in its log: binlog_transaction_compression is ON.",
                    "SET PERSIST binlog_transaction_compression = OFF;");
        }
    }

    private void replicated() throws FeedRefusedException {
        boolean relayed = settings.isOn("log_slave_updates") || settings.isOn("log_replica_updates");
        String running = settings.of("slaves_running");
        boolean replica = settings.isMariaDb() ? !running.isEmpty() && !running.equals("0") : true;
        if (replica && !relayed) {
            throw new FeedRefusedException(
                    "COVET-4244",
                    "The server's own log does not have what comes from its primary: "
                            + (settings.isMariaDb() ? "log_slave_updates" : "log_replica_updates") + " is OFF.",
                    "Put " + (settings.isMariaDb() ? "log_slave_updates" : "log_replica_updates")
                            + " = ON into the server's configuration and restart it, or give the address of the primary.");
        }
    }

    /** The user may not be told the log. */
    FeedRefusedException user(String why) {
        String right = settings.isMariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT";
        return new FeedRefusedException(
                "COVET-4245",
                "The user " + settings.grantee() + " may not follow the server's log (" + why + ").",
                "GRANT REPLICATION SLAVE, " + right + " ON *.* TO " + settings.grantee() + ";");
    }

    /** Transactions have names of a kind that only newer replicas can ask for. */
    static void tagged(String source) throws FeedRefusedException {
        if (!source.isEmpty()) {
            throw new FeedRefusedException(
                    "COVET-4247",
                    "Transactions of the server have tagged GTIDs (" + source
                            + "), and its log is not followed by these.",
                    "Let no session set gtid_next to AUTOMATIC with a tag. The server forgets those that there were by RESET"
                            + " BINARY LOGS AND GTIDS, which replicas must be made anew after; else use the level"
                            + " transaction or ttl.");
        }
    }

    /** The log leaves databases out. */
    static void filters(String only, String without) throws FeedRefusedException {
        if (!only.isEmpty() || !without.isEmpty()) {
            throw new FeedRefusedException(
                    "COVET-4246",
                    "The server's log leaves databases out: binlog_do_db is '" + only + "', binlog_ignore_db is '"
                            + without + "'.",
                    "Remove both from the server's configuration and restart it.");
        }
    }
}
