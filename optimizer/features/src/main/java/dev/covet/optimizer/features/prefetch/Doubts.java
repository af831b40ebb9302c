package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.QueryShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a query that reads by its text may write all the same: by a view, a policy, an operator. Known of databases
 * that batches were sent to; elsewhere nothing waits that could be wrong.
 */
final class Doubts {
    private static final int MOST_DATABASES = 1_000;
    private static final long BELIEVED = TimeUnit.SECONDS.toNanos(30);

    private final Map<ConnectionFacts, Known> databases = new ConcurrentHashMap<>();
    private final AtomicInteger version = new AtomicInteger();

    /**
     * What was found in one database.
     *
     * @param schema the number of the schema's last change when the catalog was asked
     */
    private record Known(Suspects suspects, long schema, long nanos) {}

    /** What one query was found to be, by what was known then. */
    private record Finding(int version, boolean doubtful) {}

    /** Whether it is time to ask the catalog again. */
    boolean areOld(ConnectionSession session) {
        Known known = databases.get(session.facts());
        return known == null
                || known.schema() != session.clock().schema()
                || session.engine().nanoTime() - known.nanos() > BELIEVED;
    }

    /** The catalog was asked. */
    void learned(ConnectionFacts facts, Suspects found, Judgement when) {
        Known before = databases.get(facts);
        if (before != null || databases.size() < MOST_DATABASES) {
            databases.put(facts, new Known(found, when.schema(), when.nanos()));
        }
        if (before == null || !before.suspects().equals(found)) {
            version.incrementAndGet();
        }
    }

    boolean about(Pattern pattern) {
        int now = version.get();
        Finding finding = pattern.doubt() instanceof Finding known && known.version() == now ? known : null;
        if (finding == null) {
            finding = new Finding(now, isDoubtful(pattern));
            pattern.doubt(finding);
        }
        return finding.doubtful() && !isFoundHarmless(pattern.rule());
    }

    private boolean isDoubtful(Pattern pattern) {
        Known here = databases.get(pattern.facts());
        if (here == null) {
            return databases.size() >= MOST_DATABASES;
        }
        return !here.suspects().areNone() && here.suspects().areIn(QueryShape.of(pattern.text()));
    }

    /** The catalog was asked about this very query. */
    private static boolean isFoundHarmless(@Nullable Object rule) {
        return rule instanceof Judgement known && known.rule().allowed();
    }
}
