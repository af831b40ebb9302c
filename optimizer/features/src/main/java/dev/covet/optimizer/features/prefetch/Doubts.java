package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.catalog.KnownSuspects;
import dev.covet.optimizer.catalog.Suspects;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.SessionState;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.sql.QueryShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a query that reads by its text may write all the same: by a view, a policy, an operator. */
final class Doubts {
    private final KnownSuspects known = new KnownSuspects();

    /** What one query was found to be, by what was known then. */
    private record Finding(int version, @Nullable String catalog, boolean doubtful) {
        boolean holds(int now, SessionState session) {
            return version == now && Objects.equals(catalog, session.catalog()) && !session.catalogUnknown();
        }
    }

    /** Whether it is time to ask the catalog again. */
    boolean areOld(ConnectionSession session) {
        return known.areOld(session);
    }

    /** The catalog was asked. */
    void learned(ConnectionSession session, Judgement asked) {
        known.learned(session, asked.rule().suspects(), asked.schema(), asked.nanos());
    }

    boolean about(Pattern pattern, ConnectionSession session) {
        int now = known.version();
        SessionState state = session.state();
        Finding finding = pattern.doubt() instanceof Finding made && made.holds(now, state) ? made : null;
        if (finding == null) {
            finding = new Finding(now, state.catalog(), isDoubtful(pattern, session));
            if (!state.catalogUnknown()) {
                pattern.doubt(finding);
            }
        }
        return finding.doubtful();
    }

    private boolean isDoubtful(Pattern pattern, ConnectionSession session) {
        Suspects here = known.of(session);
        return here == null
                ? known.isFull()
                : here.everywhere() || (!here.areNone() && here.areIn(QueryShape.of(pattern.text())));
    }
}
