package dev.covet.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param applications the folder with petshop.jar, load.jar and the agent's jar
 * @param port of the petshop; null to take 8080 or a free one
 * @param data how many rows the petshop makes
 * @param rate requests a second; 0 for none
 * @param loadTime how long the load goes on
 * @param failoverAfter how long after reads have moved to the standby the primary is killed; null if nobody asks for it
 * @param network milliseconds that a round trip to the database takes more than on one machine
 * @param tracing what is seen of it
 */
record DemoSettings(
        Path applications,
        @Nullable Integer port,
        Amount data,
        double rate,
        Duration loadTime,
        @Nullable Duration failoverAfter,
        double network,
        Tracing tracing) {
    private static final int LAST_PORT = 65535;
    private static final double MOST = 1000;
    private static final double FARTHEST = 1000;

    /** As the petshop names them. */
    enum Amount {
        small,
        medium,
        large
    }

    DemoSettings {
        if (port != null && (port < 1 || port > LAST_PORT)) {
            throw new DemoProblem(
                    "COVET-9102", "--port is " + port + " and has to be between 1 and " + LAST_PORT + ".");
        }
        if (!(rate >= 0 && rate <= MOST)) {
            throw new DemoProblem("COVET-9102", "--rate is " + rate + " and has to be between 0 and 1000.");
        }
        if (loadTime.isNegative() || loadTime.isZero() || loadTime.compareTo(Duration.ofDays(1)) > 0) {
            throw new DemoProblem(
                    "COVET-9102", "--minutes is " + loadTime.toMinutes() + " and has to be between 1 and 1440.");
        }
        if (!(network >= 0 && network <= FARTHEST)) {
            throw new DemoProblem("COVET-9102", "--network is " + network + " and has to be between 0 and 1000.");
        }
        if (failoverAfter != null && (failoverAfter.isNegative() || failoverAfter.compareTo(Duration.ofDays(1)) > 0)) {
            throw new DemoProblem(
                    "COVET-9102",
                    "--failover-after is " + failoverAfter.toSeconds() + " and has to be between 0 and 86400.");
        }
        check(applications, "petshop.jar");
        if (tracing.agent()) {
            check(applications, Tracing.JAR);
        }
    }

    private static void check(Path applications, String jar) {
        if (!Files.exists(applications.resolve(jar))) {
            throw new DemoProblem(
                    "COVET-9103",
                    "There is no " + jar + " in " + applications
                            + ". Start the demo with the command in README.md, which builds it first.");
        }
    }
}
