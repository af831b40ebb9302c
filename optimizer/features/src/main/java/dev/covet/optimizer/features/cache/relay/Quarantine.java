package dev.covet.optimizer.features.cache.relay;

import dev.covet.optimizer.engine.TableClock;
import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Commits that were told of and that not everybody sees yet. While one is here, nothing is kept of its tables. */
final class Quarantine {
    private final TableClock clock;
    private final Positions positions;
    private final List<Held> held = new ArrayList<>();

    Quarantine(TableClock clock, Positions positions) {
        this.clock = clock;
        this.positions = positions;
    }

    private static final class Held {
        private final Commit commit;
        private final int[] tables;
        private final long told;

        Held(Commit commit, int[] tables, long told) {
            this.commit = commit;
            this.tables = tables;
            this.told = told;
        }
    }

    /** Told of at this time. */
    void take(Commit commit, long nanos) {
        int[] tables = commit.tables().stream()
                .map(ChangedTable::name)
                .mapToInt(name -> TableClock.number(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .toArray();
        for (int table : tables) {
            positions.changed(table, commit);
            clock.began(table);
            positions.counted(table);
        }
        positions.told(commit);
        held.add(new Held(commit, tables, nanos));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Those that everybody sees by now. Returns when the first of them was told of, if there is one. */
    OptionalLong release(Moment moment) {
        OptionalLong first = OptionalLong.empty();
        for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
            Held next = each.next();
            if (moment.shows(next.commit)) {
                end(next);
                each.remove();
                first = first.isPresent() ? first : OptionalLong.of(next.told);
            }
        }
        return first;
    }

    /** Nobody will say any more when they are seen. */
    void releaseAll() {
        held.forEach(this::end);
        held.clear();
    }

    private void end(Held commit) {
        for (int table : commit.tables) {
            clock.ended(table);
            positions.counted(table);
        }
    }
}
