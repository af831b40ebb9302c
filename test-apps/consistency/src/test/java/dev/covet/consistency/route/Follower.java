package dev.covet.consistency.route;

import dev.covet.fixtures.mariadb.MariaDbReplica;
import dev.covet.fixtures.mysql.MySqlReplica;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.RunningServer;
import java.util.function.UnaryOperator;

/** A replica of any kind. */
record Follower(RunningServer server, UnaryOperator<String> urls, Runnable awaited, Runnable paused, Runnable resumed) {
    static Follower of(PostgresStandby standby) {
        return new Follower(
                standby, standby::jdbcUrl, standby::awaitCaughtUp, standby::pauseReplay, standby::resumeReplay);
    }

    static Follower of(MariaDbReplica replica) {
        return new Follower(
                replica, replica::jdbcUrl, replica::awaitCaughtUp, replica::pauseReplay, replica::resumeReplay);
    }

    static Follower of(MySqlReplica replica) {
        return new Follower(
                replica, replica::jdbcUrl, replica::awaitCaughtUp, replica::pauseReplay, replica::resumeReplay);
    }

    /** As settings have it. */
    String address() {
        return "127.0.0.1:" + server.port();
    }

    String jdbcUrl(String database) {
        return urls.apply(database);
    }

    void awaitCaughtUp() {
        awaited.run();
    }

    void pauseReplay() {
        paused.run();
    }

    void resumeReplay() {
        resumed.run();
    }
}
