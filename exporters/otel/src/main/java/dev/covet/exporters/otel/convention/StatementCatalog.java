package dev.covet.exporters.otel.convention;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.sql.Fingerprint;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts about statements seen lately; those not seen for longest go first. */
public final class StatementCatalog {
    private static final int MOST_STATEMENTS = 1024;
    private static final long MOST_CHARACTERS = 2_000_000;

    private record Key(Target target, Fingerprint fingerprint, boolean batch, boolean mixed) {}

    private final Map<Key, StatementFacts> known = new LinkedHashMap<>(256, 0.75f, true);
    private final Limits limits;
    private final Summaries summaries;
    private final boolean metricText;
    private long characters;

    public StatementCatalog(ExportSettings settings, Limits limits) {
        this.limits = limits;
        this.summaries = new Summaries(settings.summaries());
        this.metricText = settings.textOnMetrics();
    }

    public StatementFacts of(StatementCall call) {
        Target target = Target.of(call);
        Key key = new Key(target, call.text().fingerprint(), StatementFacts.isBatch(call), call.batchMixed());
        StatementFacts facts = known.get(key);
        if (facts != null
                && (call.batchMixed() || facts.text().equals(call.text().queryText()))) {
            return facts;
        }
        return remember(key, StatementFacts.of(call, target, limits, summaries, metricText));
    }

    private StatementFacts remember(Key key, StatementFacts facts) {
        if (facts.characters() > MOST_CHARACTERS / 16) {
            return facts;
        }
        @Nullable StatementFacts before = known.put(key, facts);
        characters += facts.characters() - (before == null ? 0 : before.characters());
        Iterator<StatementFacts> oldest = known.values().iterator();
        while (known.size() > MOST_STATEMENTS || characters > MOST_CHARACTERS) {
            characters -= oldest.next().characters();
            oldest.remove();
        }
        return facts;
    }

    int size() {
        return known.size();
    }

    Limits limits() {
        return limits;
    }
}
