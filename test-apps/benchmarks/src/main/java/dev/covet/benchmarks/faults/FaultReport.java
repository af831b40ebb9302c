package dev.covet.benchmarks.faults;

import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.time.Await;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Prints what each fault costs the application, with and without Covet. */
public final class FaultReport {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration BEFORE = Duration.ofSeconds(3);

    private final String classPath;
    private final Duration outage;
    private final List<String> covet;

    /**
     * To be printed once.
     *
     * @param covet the flags of a JVM with Covet
     */
    public FaultReport(String classPath, boolean quick, List<String> covet) {
        this.classPath = classPath;
        this.outage = Duration.ofSeconds(quick ? 8 : 20);
        this.covet = covet;
    }

    public void print(Consumer<String> lines) throws SQLException {
        lines.accept("");
        lines.accept("**Faults of " + outage.toSeconds() + " s, 40 requests a second, HikariCP as it comes**");
        lines.accept("");
        lines.accept(
                "| fault | with | requests that failed | of these refused | threads stood still, s | longest request, s"
                        + " | most at once | first served after, s | the last trouble after, s | a refusal takes, median and 99 %, µs |");
        lines.accept("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Fault fault : Fault.values()) {
            lines.accept(line(fault, "no agent", List.of()));
            lines.accept(line(fault, "Covet", covet));
        }
    }

    private String line(Fault fault, String with, List<String> flags) throws SQLException {
        try (Stage stage = new Stage();
                ForkedJvm application = ForkedJvm.mainClass(FaultedMain.class.getName(), classPath)
                        .flags(flags.toArray(String[]::new))
                        .arguments(
                                stage.url(),
                                stage.server().user(),
                                stage.server().password())
                        .start()) {
            Await.until("the application to be served", PATIENCE, () -> Suffered.isOver(application.output(), 0));
            LockSupport.parkNanos(BEFORE.toNanos());
            long begin = System.currentTimeMillis();
            fault.begin(stage);
            LockSupport.parkNanos(outage.toNanos() - TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - begin));
            fault.end(stage);
            long end = System.currentTimeMillis();
            Await.until(
                    "the application to be served again", PATIENCE, () -> Suffered.isOver(application.output(), end));
            Suffered suffered = Suffered.of(application.output(), begin, end);
            String refusals = application.output().stream()
                    .filter(line -> line.startsWith(FaultedMain.REFUSALS))
                    .map(line -> line.substring(FaultedMain.REFUSALS.length()).replace(" ", ", "))
                    .findFirst()
                    .orElse("");
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %.1f | %.1f | %d | %s | %s |",
                    fault.title(),
                    with,
                    suffered.failed(),
                    suffered.refused(),
                    suffered.stoodStill(),
                    suffered.longest(),
                    suffered.atOnce(),
                    suffered.last() > 0
                            ? String.format(Locale.ROOT, "%.2f | %.2f", suffered.first(), suffered.last())
                            : "|",
                    refusals);
        }
    }
}
