package dev.covet.optimizer.features.cache.rules;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.engine.UnitOfWork;
import java.lang.StackWalker.StackFrame;
import java.util.List;

/** Rules for where a query is asked: methods of the code, and requests and tasks. */
final class Places {
    /** Frames that are looked at, from the query outwards. */
    private static final int DEEPEST = 400;

    private final List<Place> sites;
    private final List<Place> requests;

    /** What is wanted where the pattern fits. */
    record Place(NamePattern pattern, Wish wish) {}

    Places(List<Place> sites, List<Place> requests) {
        this.sites = List.copyOf(sites);
        this.requests = List.copyOf(requests);
    }

    boolean areNone() {
        return sites.isEmpty() && requests.isEmpty();
    }

    /** What they want of a query that this thread asks now. */
    Wish here(UnitOfWork work) {
        Wish all = Wish.NONE;
        for (Place place : requests) {
            if (place.pattern().fits(work.name())) {
                all = all.and(place.wish());
            }
        }
        if (sites.isEmpty() || all.off()) {
            return all;
        }
        return all.and(StackWalker.getInstance()
                .walk(frames -> frames.limit(DEEPEST).map(this::at).reduce(Wish.NONE, Wish::and)));
    }

    private Wish at(StackFrame frame) {
        Wish all = Wish.NONE;
        for (Place site : sites) {
            if (site.pattern().mayFit(frame.getClassName())
                    && site.pattern().fits(frame.getClassName() + '.' + frame.getMethodName())) {
                all = all.and(site.wish());
            }
        }
        return all;
    }
}
