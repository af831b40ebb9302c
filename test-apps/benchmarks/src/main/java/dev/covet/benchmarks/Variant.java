package dev.covet.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an application runs with. */
enum Variant {
    NONE("no agent"),
    COVET_DISABLED("Covet, disabled"),
    COVET_OFF("Covet, all features off"),
    COVET_HEALTH_OFF("Covet, not sampled, pool health off"),
    COVET_UNSAMPLED("Covet, not sampled"),
    COVET_SAMPLED("Covet, sampled"),
    COVET_PREFETCH_OFF("Covet, not sampled, prefetch off"),
    COVET_PREFETCH_OBSERVE("Covet, not sampled, prefetch only observes"),
    COVET_PREFETCH_ON("Covet, not sampled, prefetch on"),
    COVET_CACHE_OBSERVE("Covet, not sampled, prefetch on, cache only observes"),
    OTEL_UNSAMPLED("OpenTelemetry agent, not sampled"),
    OTEL_SAMPLED("OpenTelemetry agent, sampled"),
    P6SPY("p6spy, log to /dev/null"),
    DATASOURCE_PROXY("datasource-proxy, counting");

    private static final List<String> ALL_OFF = List.of(
            "-Dcovet.trace.mode=off",
            "-Dcovet.prefetch.mode=off",
            "-Dcovet.cache.mode=off",
            "-Dcovet.health.mode=off",
            "-Dcovet.breaker.mode=off");

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    boolean isAgent() {
        return name().startsWith("COVET") || name().startsWith("OTEL");
    }

    /** The flags of its JVM. Spans and metrics go to the given endpoint, which takes everything and keeps nothing. */
    List<String> flags(Agents agents, String endpoint) {
        List<String> flags = new ArrayList<>();
        if (isAgent()) {
            Path jar = name().startsWith("COVET") ? agents.covet() : agents.openTelemetry();
            flags.add("-javaagent:" + jar);
            flags.add("-Dotel.exporter.otlp.endpoint=" + endpoint);
            flags.add("-Dotel.exporter.otlp.protocol=http/protobuf");
            flags.add("-Dotel.logs.exporter=none");
        }
        switch (this) {
            case COVET_DISABLED -> flags.add("-Dcovet.enabled=false");
            case COVET_OFF -> flags.addAll(ALL_OFF);
            case COVET_HEALTH_OFF ->
                flags.addAll(List.of("-Dotel.traces.sampler=always_off", "-Dcovet.health.mode=off"));
            case COVET_PREFETCH_OFF, COVET_PREFETCH_OBSERVE, COVET_PREFETCH_ON -> {
                flags.add("-Dotel.traces.sampler=always_off");
                flags.add("-Dcovet.cache.mode=off");
                flags.add("-Dcovet.prefetch.mode="
                        + name().substring("COVET_PREFETCH_".length()).toLowerCase(Locale.ROOT));
            }
            case COVET_CACHE_OBSERVE -> flags.add("-Dotel.traces.sampler=always_off");
            case COVET_UNSAMPLED, OTEL_UNSAMPLED -> flags.add("-Dotel.traces.sampler=always_off");
            case COVET_SAMPLED -> flags.add("-Dotel.traces.sampler=always_on");
            case OTEL_SAMPLED -> flags.add("-Dotel.traces.sampler=always_on");
            case P6SPY -> {
                flags.add("-Dp6spy.config.logfile=/dev/null");
                flags.add("-Dp6spy.config.deregisterdrivers=false");
            }
            case NONE, DATASOURCE_PROXY -> {}
        }
        if (name().startsWith("OTEL")) {
            // What Covet emits too: the stable names, with their metric.
            flags.add("-Dotel.semconv-stability.opt-in=database");
        }
        flags.add("-Dbenchmark.variant=" + name());
        return flags;
    }
}
