package dev.covet.agent.tooling.cli;

import dev.covet.agent.tooling.runtime.AgentKeys;
import dev.covet.optimizer.settings.SettingInputs;
import dev.covet.optimizer.settings.SettingProblem;
import dev.covet.optimizer.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Looks at what an application started here with the agent would meet. Changes nothing and sends nothing. */
final class Doctor {
    private static final int PATIENCE_MILLIS = 2_000;

    private final DoctorInputs inputs;
    private final Settings settings;

    Doctor(DoctorInputs inputs) {
        this.inputs = inputs;
        this.settings = Settings.load(
                AgentKeys.catalogue(), new SettingInputs(inputs.properties(), inputs.environment(), inputs.argument()));
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        all.add(java());
        all.add(jar());
        all.add(killFile());
        all.add(killFolder());
        all.addAll(settings());
        all.add(enabled());
        all.add(options());
        all.add(exporter());
        all.add(endpoint());
        all.add(serviceName());
        return all;
    }

    private Finding java() {
        String seen = "Java " + inputs.javaFeature();
        if (inputs.javaFeature() < 17) {
            return Finding.problem("java", seen + " is too old: the agent stays off. Use 17 or newer.");
        }
        return inputs.javaFeature() > 25
                ? Finding.warning("java", seen + " is newer than those this version was tested with, 17 to 25.")
                : Finding.ok("java", seen);
    }

    private Finding jar() {
        File jar = inputs.jar();
        return jar.isFile() && jar.canRead()
                ? Finding.ok("jar", jar + ", " + jar.length() / 1024 + " KB")
                : Finding.problem("jar", jar + " cannot be read by this user. Correct its path or its permissions.");
    }

    private Finding killFile() {
        File file = inputs.killFile();
        return file.exists()
                ? Finding.warning("kill file", file + " is there, so the agent does nothing. Delete it to switch on.")
                : Finding.ok("kill file", file + " is not there; making it switches the agent off within a second");
    }

    private Finding killFolder() {
        File folder = inputs.killFile().getParentFile();
        return folder.canWrite()
                ? Finding.ok("kill folder", "this user may make the kill file")
                : Finding.warning(
                        "kill folder",
                        "this user may not write " + folder + ", so only another may make the kill file there.");
    }

    private List<Finding> settings() {
        List<SettingProblem> problems = settings.problems();
        if (problems.isEmpty()) {
            return List.of(Finding.ok("settings", "no problem"));
        }
        return problems.stream()
                .map(problem -> Finding.warning("settings", problem.toString()))
                .toList();
    }

    private Finding enabled() {
        if (inputs.killFile().exists()) {
            return Finding.warning("enabled", "the kill file switches the agent off.");
        }
        return settings.enabled()
                ? Finding.ok("enabled", "the agent is on")
                : Finding.warning("enabled", "covet.enabled is false, so the agent does nothing.");
    }

    private Finding options() {
        String options = inputs.environment().getOrDefault("JAVA_TOOL_OPTIONS", "");
        List<String> agents = List.of(options.split("\\s+", -1)).stream()
                .filter(option -> option.startsWith("-javaagent:"))
                .toList();
        boolean ours =
                agents.stream().anyMatch(agent -> agent.contains(inputs.jar().getName()));
        if (ours) {
            return Finding.ok("JAVA_TOOL_OPTIONS", "attaches this agent; a second -javaagent would do nothing");
        }
        return agents.isEmpty()
                ? Finding.ok("JAVA_TOOL_OPTIONS", "attaches no agent")
                : Finding.warning(
                        "JAVA_TOOL_OPTIONS",
                        "attaches another agent: " + agents.get(0)
                                + ". Covet joins the OpenTelemetry agent and makes no spans beside others.");
    }

    private Finding exporter() {
        if (inputs.openTelemetry("otel.sdk.disabled", "false").equals("true")) {
            return Finding.warning("exporter", "OTEL_SDK_DISABLED is true: no traces and no metrics are sent.");
        }
        String exporter = inputs.openTelemetry("otel.traces.exporter", "otlp");
        return exporter.equals("none")
                ? Finding.warning("exporter", "OTEL_TRACES_EXPORTER is none: no traces are sent.")
                : Finding.ok("exporter", exporter);
    }

    private Finding endpoint() {
        boolean zipkin = inputs.openTelemetry("otel.traces.exporter", "otlp").equals("zipkin");
        boolean grpc = inputs.openTelemetry("otel.exporter.otlp.protocol", "http/protobuf")
                .equals("grpc");
        String endpoint = zipkin
                ? inputs.openTelemetry("otel.exporter.zipkin.endpoint", "http://localhost:9411/api/v2/spans")
                : inputs.openTelemetry(
                        "otel.exporter.otlp.endpoint", grpc ? "http://localhost:4317" : "http://localhost:4318");
        try {
            URI uri = URI.create(endpoint);
            int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(uri.getHost(), port), PATIENCE_MILLIS);
            }
            return Finding.ok("endpoint", endpoint + " accepts connections");
        } catch (IOException | IllegalArgumentException unreachable) {
            return Finding.warning(
                    "endpoint",
                    endpoint + " cannot be reached (" + unreachable.getMessage()
                            + "). Spans would be dropped and counted, the application would not notice. Start the"
                            + " backend or set OTEL_EXPORTER_OTLP_ENDPOINT.");
        }
    }

    private Finding serviceName() {
        String name = inputs.openTelemetry("otel.service.name", "");
        return name.isEmpty()
                        && !inputs.openTelemetry("otel.resource.attributes", "").contains("service.name=")
                ? Finding.warning(
                        "service name",
                        "not set, so the main class or jar gives it. Set OTEL_SERVICE_NAME to find the application.")
                : Finding.ok("service name", name.isEmpty() ? "from OTEL_RESOURCE_ATTRIBUTES" : name);
    }
}
