package dev.covet.demo;

import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A primary and its standby, each behind a network that takes as long as is wanted. */
final class Servers implements AutoCloseable {
    private static final double NANOS_OF_HALF_A_MILLISECOND = 500_000;

    private final PostgresServer primary;
    private final PostgresStandby standby;
    private final NetworkDelay toPrimary;
    private final NetworkDelay toStandby;
    private volatile boolean killed;

    private Servers(PostgresServer primary, PostgresStandby standby, Duration eachWay) {
        this.primary = primary;
        this.standby = standby;
        this.toPrimary = NetworkDelay.before(primary.host(), primary.port()).delay(eachWay);
        this.toStandby = NetworkDelay.before(standby.host(), standby.port()).delay(eachWay);
    }

    /**
     * With the databases of the petshops, empty as yet.
     *
     * @param network milliseconds that a round trip takes more than on one machine
     */
    static Servers start(double network) {
        PostgresServer primary = PostgresServer.start();
        try {
            PetshopDatabase.create(primary);
            Duration eachWay = Duration.ofNanos(Math.round(network * NANOS_OF_HALF_A_MILLISECOND));
            return new Servers(primary, primary.startStandby(), eachWay);
        } catch (RuntimeException e) {
            primary.close();
            throw e;
        }
    }

    void describe(Consumer<String> console) {
        console.accept("PostgreSQL 17 primary  " + primary.jdbcUrl(PetshopDatabase.NAME));
        console.accept("PostgreSQL 17 standby  " + standby.jdbcUrl(PetshopDatabase.NAME));
        console.accept("  user " + primary.user() + ", password " + primary.password());
    }

    /** What an application is told, and all that it is told. */
    String url(String database) {
        return "jdbc:postgresql://" + toPrimary.host() + ":" + toPrimary.port() + "/" + database;
    }

    /** What the agent is told in addition. */
    String standbyAddress() {
        return toStandby.host() + ":" + toStandby.port();
    }

    /** As an administrator. */
    Connection connectToPrimary(String database) throws SQLException {
        return DriverManager.getConnection(primary.jdbcUrl(database), primary.user(), primary.password());
    }

    /** As an administrator. */
    Connection connectToStandby(String database) throws SQLException {
        return DriverManager.getConnection(standby.jdbcUrl(database), primary.user(), primary.password());
    }

    /** As a power cut would. */
    void kill() {
        killed = true;
        primary.kill();
    }

    boolean isKilled() {
        return killed;
    }

    /** Returns when the standby takes writes. */
    void promote() {
        standby.promote();
    }

    /** The old primary, as if nothing had happened meanwhile: it takes writes. */
    void restart() {
        primary.restart();
    }

    boolean isPrimaryRunning() {
        return primary.isRunning();
    }

    CompletableFuture<Integer> onExitOfPrimary() {
        return primary.onExit();
    }

    CompletableFuture<Integer> onExitOfStandby() {
        return standby.onExit();
    }

    @Override
    public void close() {
        toStandby.close();
        toPrimary.close();
        primary.close();
    }
}
