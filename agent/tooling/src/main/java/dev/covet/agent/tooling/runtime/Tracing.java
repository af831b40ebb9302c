package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.exporters.otel.OtelExporter;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Where spans and metrics go: to an SDK of our own. */
final class Tracing {
    private Tracing() {}

    static void start(Engine engine, Settings settings, AgentLog log) {
        OtelExporter exporter = new OtelExporter(engine, settingsOf(settings, log), Map.of(), log::warn);
        engine.traceSource(exporter.traceSource());
        engine.bus().add(exporter);
        Thread last = new Thread(null, exporter::close, "covet-shutdown-1", 0, false);
        last.setContextClassLoader(null);
        Runtime.getRuntime().addShutdownHook(last);
    }

    private static ExportSettings settingsOf(Settings settings, AgentLog log) {
        List<Pattern> redaction = new ArrayList<>(ExportSettings.SECRETS);
        for (String expression : settings.get(TraceKeys.REDACTION)) {
            try {
                redaction.add(Pattern.compile(expression));
            } catch (PatternSyntaxException wrong) {
                log.warn(
                        "COVET-3020 covet.trace.redaction has a regular expression that cannot be read: "
                                + wrong.getDescription() + " at character " + wrong.getIndex()
                                + ". Values it was meant for could be shown, so no bound value is. Correct it and start again.");
                return new ExportSettings(
                        false,
                        redaction,
                        settings.get(TraceKeys.TEXT_ON_METRICS),
                        settings.get(TraceKeys.TRANSACTIONS),
                        settings.get(TraceKeys.SUMMARIES));
            }
        }
        return new ExportSettings(
                settings.get(TraceKeys.PARAMETERS),
                redaction,
                settings.get(TraceKeys.TEXT_ON_METRICS),
                settings.get(TraceKeys.TRANSACTIONS),
                settings.get(TraceKeys.SUMMARIES));
    }
}
