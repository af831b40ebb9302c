package dev.covet.optimizer.features.trace;

import dev.covet.optimizer.settings.SettingKey;
import dev.covet.optimizer.settings.Settings;
import java.util.List;
import java.util.Locale;

/** The settings of tracing. */
public final class TraceKeys {
    /** Whether statements become spans and metrics. */
    public static final SettingKey<TraceSettings.Mode> MODE = SettingKey.choice(
            "covet.trace.mode",
            TraceSettings.Mode.ON,
            TraceSettings.Mode.values(),
            "Whether statements become spans and metrics.");

    public static final SettingKey<Boolean> PARAMETERS = SettingKey.flag(
            "covet.trace.parameters",
            false,
            "Whether bound values are attributes of spans. They may be personal data.");

    public static final SettingKey<List<String>> REDACTION = SettingKey.list(
            "covet.trace.redaction",
            List.of(),
            "Further regular expressions; a bound value in which one is found is shown as a question mark.");

    public static final SettingKey<Boolean> TRANSACTIONS = SettingKey.flag(
            "covet.trace.transactions", true, "Whether begin, commit, rollback and savepoints become events.");

    public static final SettingKey<Boolean> TEXT_ON_METRICS = SettingKey.flag(
            "covet.trace.text-on-metrics", false, "Whether metrics have the text of the statement: many series.");

    public static final SettingKey<Integer> SUMMARIES = SettingKey.integer(
            "covet.trace.summaries",
            200,
            1,
            10_000,
            "How many statement summaries get a series of their own on metrics; the others share one.");

    public static final SettingKey<TraceSettings.Comment> COMMENT = SettingKey.choice(
            "covet.trace.comment",
            TraceSettings.Comment.OFF,
            TraceSettings.Comment.values(),
            "Whether statements are sent with a comment that names the service, and with full also the trace of those"
                    + " that are not prepared.");

    private TraceKeys() {}

    public static List<SettingKey<?>> all() {
        return List.of(MODE, PARAMETERS, REDACTION, TRANSACTIONS, TEXT_ON_METRICS, SUMMARIES, COMMENT);
    }

    /** What of them concerns the statement's path. */
    public static TraceSettings of(Settings settings) {
        return new TraceSettings(settings.get(MODE), settings.get(PARAMETERS), settings.get(COMMENT));
    }

    /** The word for banners and reports. */
    public static String word(TraceSettings.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
