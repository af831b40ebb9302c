package dev.covet.demo;

import dev.covet.fixtures.otlp.OtlpReceiver;
import dev.covet.fixtures.otlp.ReceivedMetric;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything the demo starts, ended in the opposite order. */
final class Demo implements AutoCloseable {
    private static final int LINES_SHOWN = 10;
    private static final int USUAL_PORT = 8080;

    private final DemoSettings settings;
    private final Consumer<String> console;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<CompletableFuture<String>> ends = new ArrayList<>();
    private final AtomicBoolean drilled = new AtomicBoolean();
    private boolean closed;

    Demo(DemoSettings settings, Consumer<String> console) {
        this.settings = settings;
        this.console = console;
    }

    void start() {
        Workspace.atEnd(this::close);
        checkPort();
        Servers servers = remember(Servers.start(settings.network()));
        servers.describe(this::say);
        if (settings.network() > 0) {
            say("network                " + settings.network()
                    + " ms more for each round trip from the petshop to them");
        }
        boolean agent = settings.tracing().agent();
        ZipkinServer zipkin = settings.tracing().wantsZipkin() ? remember(ZipkinServer.start()) : null;
        boolean counts = agent && settings.rate() > 0;
        OtlpReceiver metrics = counts && zipkin != null ? remember(OtlpReceiver.start()) : null;
        Path folder = Workspace.folder("demo");
        AgentFile file = new AgentFile(folder.resolve("covet.yaml"));
        Petshop petshop = remember(petshop(servers, zipkin, metrics, file, folder.resolve("covet.log")));
        say("petshop                " + petshop.url() + " with " + settings.data() + " data");
        String place = settings.tracing().place(zipkin);
        say("traces                 " + (place == null ? "none, there is no agent" : place));
        Drill drill = agent ? remember(drill(servers, petshop, counts)) : null;
        if (settings.rate() > 0) {
            CacheFigures cache = new CacheFigures(() -> taken(metrics));
            Runnable moved = () -> fail(drill, true);
            startLoad(petshop.url(), counts ? remember(new Statements(servers, file, this::say, cache, moved)) : null);
            say("load                   " + settings.rate() + " requests a second for "
                    + settings.loadTime().toMinutes() + " minutes");
        }
        say("Everything is ready. Ctrl-C ends it and leaves nothing behind.");
        watch("The primary", servers.onExitOfPrimary(), List::of, () -> !servers.isKilled());
        watch("The standby", servers.onExitOfStandby(), List::of, () -> true);
        watch("The petshop", petshop.onExit(), petshop::output, () -> true);
        if (zipkin != null) {
            watch("Zipkin", zipkin.onExit(), List::of, () -> true);
        }
        fail(drill, settings.rate() == 0);
    }

    /** With the agent, if there is to be one. */
    private Petshop petshop(
            Servers servers, @Nullable ZipkinServer zipkin, @Nullable OtlpReceiver metrics, AgentFile file, Path log) {
        Tracing tracing = settings.tracing();
        Consumer<String> errors = line -> {};
        List<String> flags = new ArrayList<>();
        if (tracing.agent()) {
            file.write(settings.rate() > 0 ? AgentFile.Step.WATCH : AgentFile.Step.STANDBY);
            flags.addAll(List.of(tracing.flags(settings.applications(), zipkin, file.path(), metrics)));
            flags.add("-Dcovet.route.replicas=" + servers.standbyAddress());
            errors = remember(new AgentLog(log, this::say))::said;
            say("log of Covet           " + log);
        }
        return Petshop.start(new Petshop.Start(
                settings, settings.port(), USUAL_PORT, servers.url(PetshopDatabase.NAME), flags, errors));
    }

    /** The petshop without the agent is started meanwhile, if there is to be one. */
    private Drill drill(Servers servers, Petshop petshop, boolean compares) {
        CompletableFuture<@Nullable String> plain = compares
                ? CompletableFuture.supplyAsync(() -> plain(servers))
                : CompletableFuture.completedFuture(null);
        Drill drill = new Drill(servers, petshop.url(), plain::join, this::say);
        say("failover               " + Order.HELP);
        Orders.listen(System.in, drill::order, this::say);
        return drill;
    }

    private @Nullable String plain(Servers servers) {
        try {
            Petshop plain = remember(Petshop.start(new Petshop.Start(
                    settings, null, USUAL_PORT + 1, servers.url(PetshopDatabase.PLAIN), List.of(), line -> {})));
            say("petshop without Covet  " + plain.url() + " on a database of its own, for the failover");
            return plain.url();
        } catch (DemoProblem e) {
            say("petshop without Covet  " + e.getMessage());
            return null;
        }
    }

    /** Begins the failover that was asked for in advance, once. */
    private void fail(@Nullable Drill drill, boolean now) {
        Duration after = settings.failoverAfter();
        if (now && drill != null && after != null && drilled.compareAndSet(false, true)) {
            drill.orderAll(after);
        }
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

    /** Nothing ends with it if that was not unexpected. */
    private void watch(
            String what, CompletableFuture<Integer> exit, Supplier<List<String>> output, BooleanSupplier unexpected) {
        ends.add(exit.thenCompose(status -> unexpected.getAsBoolean()
                ? CompletableFuture.completedFuture(end(what, status, output.get()))
                : new CompletableFuture<>()));
    }

    private static String end(String what, int status, List<String> lines) {
        String last = lines.isEmpty()
                ? ""
                : " Its last lines:\n"
                        + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        return what + " ended by itself with status " + status + ", so the demo ends too. Start it again." + last;
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
