package dev.covet.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The demo's options. */
@Command(
        name = "covet-demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Starts PostgreSQL with a standby, the petshop on it with the agent attached and once more without,"
                        + " a Zipkin for traces, and a gentle load. k and Enter kills the primary, p promotes the standby, r"
                        + " starts the old primary again. Ctrl-C ends everything.")
final class DemoCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the petshop. Default: 8080, or a free one if that is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--data",
            defaultValue = "small",
            description = "How much data: ${COMPLETION-CANDIDATES} (10 thousand, 100 thousand, 1 million rows)."
                    + " Default: ${DEFAULT-VALUE}.")
    private DemoSettings.Amount data = DemoSettings.Amount.small;

    @Option(
            names = "--rate",
            defaultValue = "5",
            description = "Requests a second; 0 for none. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "How long the load goes on; the rest stays. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--network",
            paramLabel = "MS",
            defaultValue = "0.5",
            description = "Milliseconds that a round trip from the petshop to its database takes more than on one"
                    + " machine; 0 for none. Default: ${DEFAULT-VALUE}, as between two machines of one data center.")
    private double network;

    @Option(
            names = "--failover-after",
            paramLabel = "SECONDS",
            description =
                    "Kill the primary so long after reads have moved to the standby, without a load after the start,"
                            + " promote the standby, and start the old primary again. Default: only when you type k, p and r.")
    private @Nullable Integer failoverAfter;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "Send traces and metrics there by OTLP, and start no Zipkin: http://localhost:4318.")
    private @Nullable String otlp;

    @Option(
            names = "--no-zipkin",
            description = "Start no Zipkin. Traces and metrics go where OTEL_... variables say, else to"
                    + " http://localhost:4318.")
    private boolean noZipkin;

    @Option(names = "--without-agent", description = "Start the petshop alone: no agent, no Zipkin.")
    private boolean withoutAgent;

    DemoCommand(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        Tracing tracing = new Tracing(!withoutAgent, !noZipkin, otlp);
        Duration failover = failoverAfter == null ? null : Duration.ofSeconds(failoverAfter);
        DemoSettings settings = new DemoSettings(
                applications(), port, data, rate, Duration.ofMinutes(minutes), failover, network, tracing);
        try (Demo demo = new Demo(settings, line -> out.println(line))) {
            demo.start();
            demo.awaitEnd();
        }
        return 0;
    }

    /** The build puts the applications beside the demo's jar. */
    private static Path applications() {
        String named = System.getProperty("covet.demo.applications");
        if (named != null) {
            return Path.of(named);
        }
        Path jar = Path.of(DemoCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return jar.resolveSibling("applications");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "demo at %.1f requests a second", rate);
    }
}
