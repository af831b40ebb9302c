package dev.covet.agent.tooling.runtime;

import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.features.prefetch.PrefetchKeys;
import dev.covet.optimizer.features.prefetch.PrefetchSettings;
import dev.covet.optimizer.features.prefetch.find.PairReport;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.settings.Settings;
import org.jspecify.annotations.Nullable;

/** What is known of queries that are repeated for each row, and how they stand under the settings in force. */
final class KnownPairs {
    private KnownPairs() {}

    static PairReport report(Settings settings, Engine running) {
        return new PairReport(running.texts(), idle(settings, running), running.nanoTime());
    }

    /** Why nothing is prefetched at all, or null. */
    static @Nullable Reason idle(Settings settings, Engine running) {
        PrefetchSettings.Mode mode = settings.get(PrefetchKeys.MODE);
        if (!settings.enabled() || mode == PrefetchSettings.Mode.OFF) {
            return Reason.OFF;
        }
        if (mode == PrefetchSettings.Mode.OBSERVE) {
            return Reason.OBSERVE;
        }
        return running.protection().guard("prefetch").isOpen() ? Reason.FAULTS : null;
    }
}
