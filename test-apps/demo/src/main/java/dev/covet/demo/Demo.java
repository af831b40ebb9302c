package dev.covet.demo;

import dev.covet.fixtures.network.NetworkDelay;
import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.fixtures.postgres.PostgresStandby;
import dev.covet.fixtures.process.ForkedJvm;
import dev.covet.fixtures.process.FreePort;
import dev.covet.fixtures.process.Workspace;
import dev.covet.fixtures.zipkin.ZipkinServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything the demo starts, ended in the opposite order. */
final class Demo implements AutoCloseable {
    private static final int LINES_SHOWN = 10;
    private static final double NANOS_OF_HALF_A_MILLISECOND = 500_000;

    private final DemoSettings settings;
    private final Consumer<String> console;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<CompletableFuture<String>> ends = new ArrayList<>();
    private boolean closed;

    Demo(DemoSettings settings, Consumer<String> console) {
        this.settings = settings;
        this.console = console;
    }

    void start() {
        Workspace.atEnd(this::close);
        checkPort();
        PostgresServer primary = remember(PostgresServer.start());
        PetshopDatabase.create(primary);
        PostgresStandby standby = remember(primary.startStandby());
        sayWhere(primary, standby);
        Path agent = Workspace.folder("demo").resolve("covet.yaml");
        boolean counts = settings.tracing().agent() && settings.rate() > 0;
        if (counts) {
            Statements.observe(agent);
        }
        ZipkinServer zipkin = settings.tracing().wantsZipkin() ? remember(ZipkinServer.start()) : null;
        OtlpReceiver metrics = counts && zipkin != null ? remember(OtlpReceiver.start()) : null;
        Petshop petshop = remember(Petshop.start(
                settings,
                seenByThePetshop(primary),
                zipkin,
                counts ? agent : null,
                metrics,
                line -> say("  petshop: " + line)));
        String url = petshop.url();
        say("petshop                " + url + " with " + settings.data() + " data");
        String place = settings.tracing().place(zipkin);
        say("traces                 " + (place == null ? "none, there is no agent" : place));
        if (settings.rate() > 0) {
            CacheFigures cache = new CacheFigures(() -> taken(metrics));
            Statements statements = counts ? remember(new Statements(primary, agent, this::say, cache)) : null;
            startLoad(url, statements);
            say("load                   " + settings.rate() + " requests a second for "
                    + settings.loadTime().toMinutes() + " minutes");
        }
        say("Everything is ready. Ctrl-C ends it and leaves nothing behind.");
        watch("The primary", primary.onExit(), List::of);
        watch("The standby", standby.onExit(), List::of);
        watch("The petshop", petshop.onExit(), petshop::output);
        if (zipkin != null) {
            watch("Zipkin", zipkin.onExit(), List::of);
        }
    }

    private void sayWhere(PostgresServer primary, PostgresStandby standby) {
        say("PostgreSQL 17 primary  " + primary.jdbcUrl(PetshopDatabase.NAME));
        say("PostgreSQL 17 standby  " + standby.jdbcUrl(PetshopDatabase.NAME));
        say("  user " + primary.user() + ", password " + primary.password());
    }

    /** The address of its database, with a network in between if there is to be one. */
    private String seenByThePetshop(PostgresServer primary) {
        String url = primary.jdbcUrl(PetshopDatabase.NAME);
        if (settings.network() == 0) {
            return url;
        }
        Duration eachWay = Duration.ofNanos(Math.round(settings.network() * NANOS_OF_HALF_A_MILLISECOND));
        NetworkDelay network =
                remember(NetworkDelay.before(primary.host(), primary.port()).delay(eachWay));
        say("network                " + settings.network() + " ms more for each round trip from the petshop to it");
        return url.replace(primary.host() + ":" + primary.port(), network.host() + ":" + network.port());
    }

    /** What has come since the last time. */
    private static List<ReceivedMetric> taken(@Nullable OtlpReceiver receiver) {
        if (receiver == null) {
            return List.of();
        }
        List<ReceivedMetric> taken = receiver.metrics();
        receiver.clear();
        return taken;
    }

    private void checkPort() {
        Integer asked = settings.port();
        if (asked != null && !FreePort.isFree(asked)) {
            throw new DemoProblem(
                    "COVET-9104", "Port " + asked + " is taken. Choose another with --port, or leave it out.");
        }
    }

    private void startLoad(String url, @Nullable Statements statements) {
        remember(ForkedJvm.jar(settings.applications().resolve("load.jar"))
                .flags("-Xmx64m")
                .arguments(
                        "--url=" + url,
                        "--rate=" + settings.rate(),
                        "--duration=" + settings.loadTime().toSeconds() + "s",
                        "--requests=10000000",
                        "--report-every=10s",
                        "--max-errors=100")
                .onLine(line -> say("  load: " + line))
                .onErrorLine(line -> progress(line, statements))
                .start());
    }

    private void progress(String line, @Nullable Statements statements) {
        say("  load: " + line);
        if (statements != null) {
            statements.said(line);
        }
    }

    private <T extends AutoCloseable> T remember(T part) {
        synchronized (started) {
            started.push(part);
            return part;
        }
    }

    private void watch(String what, CompletableFuture<Integer> exit, Supplier<List<String>> output) {
        ends.add(exit.thenApply(status -> {
            List<String> lines = output.get();
            String last = lines.isEmpty()
                    ? ""
                    : " Its last lines:\n"
                            + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
            return what + " ended by itself with status " + status + ", so the demo ends too. Start it again." + last;
        }));
    }

    /** Returns only with a problem: one of the parts has ended. Ctrl-C ends the JVM instead. */
    void awaitEnd() {
        Object end;
        try {
            end = CompletableFuture.anyOf(ends.toArray(CompletableFuture<?>[]::new))
                    .join();
        } catch (CompletionException e) {
            end = String.valueOf(e.getCause());
        }
        synchronized (started) {
            if (closed) {
                return;
            }
        }
        throw new DemoProblem("COVET-9105", String.valueOf(end));
    }

    private void say(String line) {
        console.accept(line);
    }

    @Override
    public void close() {
        synchronized (started) {
            closed = true;
            if (started.isEmpty()) {
                return;
            }
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    say("Could not end a part: " + e.getMessage());
                }
            }
            say("Everything has ended.");
        }
    }
}
