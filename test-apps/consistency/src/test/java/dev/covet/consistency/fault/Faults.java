package dev.covet.consistency.fault;

import dev.covet.consistency.workload.Dialect;
import dev.covet.fixtures.Sql;
import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.RunningServer;
import dev.covet.fixtures.time.Await;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** The faults that there are. */
public final class Faults {
    private static final int LOOKS = 300;
    private static final Duration LONG = Duration.ofSeconds(3);

    private Faults() {}

    /** Nothing, but the clients go on for so long. */
    public static Fault none(Duration howLong) {
        return (administrator, random) -> pause(howLong);
    }

    /** Ends a session of the server, in the middle of a commit if one can be caught there. */
    public static Fault killedSession(Dialect dialect) {
        return (administrator, random) -> {
            boolean killed = false;
            for (int look = 0; look < LOOKS && !killed; look++) {
                killed = kill(administrator, dialect, true);
            }
            for (int look = 0; look < LOOKS && !killed; look++) {
                killed = kill(administrator, dialect, false);
            }
        };
    }

    private static boolean kill(Connection administrator, Dialect dialect, boolean commitOnly) throws SQLException {
        try (Statement statement = administrator.createStatement()) {
            String victim;
            try (ResultSet rows = statement.executeQuery(dialect.killOne(commitOnly))) {
                if (!rows.next()) {
                    return false;
                }
                victim = rows.getString(1);
            }
            if (dialect != Dialect.POSTGRES) {
                statement.execute("kill " + victim);
            }
            return true;
        } catch (SQLException e) {
            // It has ended by itself meanwhile.
            return false;
        }
    }

    /** All connections through this network are reset, wherever they are. */
    public static Fault cut(NetworkDelay network) {
        return (administrator, random) -> network.cut();
    }

    /** One connection is reset in the middle of an answer. */
    public static Fault cutAnswer(NetworkDelay network) {
        return (administrator, random) -> network.toClient().cutAfter(random.nextInt(500));
    }

    /** Each direction takes longer for a while. */
    public static Fault delay(NetworkDelay network, Duration eachWay, Duration howLong) {
        return (administrator, random) -> {
            network.delay(eachWay);
            pause(howLong);
            network.delay(Duration.ZERO);
        };
    }

    /** Answers stand still for a while, and arrive then. */
    public static Fault heldAnswers(NetworkDelay network, Duration howLong) {
        return (administrator, random) -> {
            network.toClient().freeze();
            pause(howLong);
            network.toClient().thaw();
        };
    }

    /** The server stands still for a while. */
    public static Fault suspended(RunningServer server, Duration howLong) {
        return (administrator, random) -> {
            server.suspend();
            pause(howLong);
            server.resume();
        };
    }

    /** A JVM stands still for a while, as in a long pause of its garbage collector. */
    public static Fault suspended(ForkedJvm jvm, Duration howLong) {
        return (administrator, random) -> {
            if (jvm.isAlive()) {
                jvm.signal("STOP");
                pause(howLong);
                jvm.signal("CONT");
            }
        };
    }

    /**
     * PostgreSQL: for a while all commits wait for a standby that does not exist. They are in the log by then, where
     * change capture finds them, and nobody can see them yet.
     */
    public static Fault synchronousStall(Duration howLong) {
        return synchronousStall(howLong, (administrator, random) -> {});
    }

    /** The same, and in the middle of it another fault. */
    public static Fault synchronousStall(Duration howLong, Fault meanwhile) {
        return (administrator, random) -> {
            try (Statement statement = administrator.createStatement()) {
                statement.execute("alter system set synchronous_standby_names = 'nobody'");
                statement.execute("select pg_reload_conf()");
                Await.whether(LONG, () -> stalled(administrator));
                meanwhile.apply(administrator, random);
                pause(howLong);
                statement.execute("alter system reset synchronous_standby_names");
                statement.execute("select pg_reload_conf()");
                Await.whether(LONG, () -> !stalled(administrator));
            }
        };
    }

    /** MariaDB: for a while all commits wait for a replica that does not exist. They are in the log by then, and not seen. */
    public static Fault unconfirmed(Duration howLong) {
        return unconfirmedBy("rpl_semi_sync_master", howLong);
    }

    /** The same on MySQL, where it is a plugin, which stays. */
    public static Fault unconfirmedMySql(Duration howLong) {
        return (administrator, random) -> {
            String there = "select count(*) from information_schema.plugins where plugin_name = 'rpl_semi_sync_source'";
            if (Objects.equals(Sql.value(administrator, there), "0")) {
                Sql.execute(administrator, "install plugin rpl_semi_sync_source soname 'semisync_source.so'");
            }
            unconfirmedBy("rpl_semi_sync_source", howLong).apply(administrator, random);
        };
    }

    private static Fault unconfirmedBy(String settings, Duration howLong) {
        return (administrator, random) -> {
            try (Statement statement = administrator.createStatement()) {
                statement.execute("set global " + settings + "_wait_point = 'AFTER_SYNC'");
                statement.execute("set global " + settings + "_timeout = 60000");
                statement.execute("set global " + settings + "_enabled = on");
                try {
                    pause(howLong);
                } finally {
                    statement.execute("set global " + settings + "_enabled = off");
                }
            }
        };
    }

    /** The server's log begins anew, with its first file, after it has had several. */
    public static Fault logBegunAnew(String statement, Duration before) {
        return (administrator, random) -> {
            Sql.execute(administrator, "flush binary logs", "flush binary logs");
            pause(before);
            Sql.execute(administrator, statement);
        };
    }

    /** Whether a commit waits for a standby. */
    private static boolean stalled(Connection administrator) {
        try {
            return !"0"
                    .equals(
                            Sql.value(
                                    administrator,
                                    "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'SyncRep'"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A standby goes on receiving for a while and shows nothing of it. */
    public static Fault pausedReplay(PostgresStandby standby, Duration howLong) {
        return (administrator, random) -> {
            standby.pauseReplay();
            pause(howLong);
            standby.resumeReplay();
        };
    }

    /** A standby becomes a primary of its own, and stays it. */
    public static Fault promoted(PostgresStandby standby) {
        return (administrator, random) -> {
            if (!standby.isPromoted()) {
                standby.promote();
            }
        };
    }

    private static void pause(Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        for (long left = howLong.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
