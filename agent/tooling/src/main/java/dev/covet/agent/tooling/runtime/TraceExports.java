package dev.covet.agent.tooling.runtime;

import dev.covet.agent.tooling.protect.AgentLog;
import dev.covet.exporters.otel.convention.ExportSettings;
import dev.covet.optimizer.features.trace.TraceKeys;
import dev.covet.optimizer.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The exporter's view of the settings. */
final class TraceExports {
    private TraceExports() {}

    static ExportSettings of(Settings settings, AgentLog log) {
        List<Pattern> redaction = new ArrayList<>(ExportSettings.SECRETS);
        boolean parameters = settings.get(TraceKeys.PARAMETERS);
        for (String expression : settings.get(TraceKeys.REDACTION)) {
            try {
                redaction.add(Pattern.compile(expression));
            } catch (PatternSyntaxException wrong) {
                log.warn(
                        "COVET-3020 covet.trace.redaction has a regular expression that cannot be read: "
                                + wrong.getDescription() + " at character " + wrong.getIndex()
                                + ". Values it was meant for could be shown, so no bound value is. Correct it and start again.");
                parameters = false;
            }
        }
        return new ExportSettings(
                parameters,
                redaction,
                settings.get(TraceKeys.TEXT_ON_METRICS),
                settings.get(TraceKeys.TRANSACTIONS),
                settings.get(TraceKeys.SUMMARIES));
    }
}
