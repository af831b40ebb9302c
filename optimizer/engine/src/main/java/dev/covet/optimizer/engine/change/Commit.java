package dev.covet.optimizer.engine.change;

import java.util.Set;

/**
 * What one transaction of anybody has changed.
 *
 * @param id as its database counts transactions; meant for {@link Moment#shows} of the same feed
 * @param tables whose rows it has changed
 * @param anything whether it may have changed more than these rows: a definition, or what the feed does not understand
 * @param position of its end in the history that {@link Moment#position} counts; -1 if the database does not tell
 */
public record Commit(Object id, Set<ChangedTable> tables, boolean anything, long position) {
    public Commit {
        tables = Set.copyOf(tables);
    }

    /** One whose position nobody knows. */
    public Commit(Object id, Set<ChangedTable> tables, boolean anything) {
        this(id, tables, anything, -1);
    }
}
