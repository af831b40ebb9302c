package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog said of one query, for each place it is asked from: names may mean other things in another database, and
 * pools may set their sessions otherwise. PostgreSQL's search path makes no places: whatever a name could mean in any schema is
 * judged.
 */
final class Judgements {
    /** Of further ones the one that was asked for longest ago is forgotten. */
    private static final int MOST = 16;

    private final List<Judgement> newestFirst;

    private Judgements(List<Judgement> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** What was said where this session is, whether it holds or not; null if nothing was. */
    static @Nullable Judgement known(Pattern pattern, ConnectionSession session) {
        if (pattern.rule() instanceof Judgements all) {
            for (Judgement each : all.newestFirst) {
                if (each.isOf(session)) {
                    return each;
                }
            }
        }
        return null;
    }

    /** The same if it is believed at present, and the query may be asked early by it. */
    static @Nullable Judgement allowing(Pattern pattern, ConnectionSession session) {
        if (session.state().catalogUnknown()) {
            return null;
        }
        Judgement known = known(pattern, session);
        return known != null && known.rule().allowed() && known.holds(session) ? known : null;
    }

    /** By racing threads remembered once less at worst. */
    static void add(Pattern pattern, Judgement made) {
        List<Judgement> newestFirst = new ArrayList<>();
        newestFirst.add(made);
        if (pattern.rule() instanceof Judgements before) {
            before.newestFirst.stream()
                    .filter(each -> !each.isOfPlaceOf(made))
                    .limit(MOST - 1)
                    .forEach(newestFirst::add);
        }
        pattern.rule(new Judgements(List.copyOf(newestFirst)));
    }
}
