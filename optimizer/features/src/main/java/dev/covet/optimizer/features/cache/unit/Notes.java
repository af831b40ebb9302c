package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.sql.QueryShape;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What is remembered of a query. Any thread may call; a count that is lost to another thread does no harm. */
public final class Notes {
    /** So many executions that are not repeated are tried for one that was. */
    private static final int WORTH = 8;

    private static final int MOST = 8 * WORTH;

    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Finding finding;
    private volatile @Nullable Boolean setsSomething;
    private volatile int habit;

    /** What the catalog said last; null if it was not asked. */
    @Nullable Finding finding() {
        return finding;
    }

    /** Whether the one who calls is to ask the catalog: one does at a time. */
    boolean ask() {
        return asking.compareAndSet(false, true);
    }

    /** It was asked, or could not be. */
    void asked(@Nullable Finding found) {
        if (found != null) {
            finding = found;
        }
        asking.set(false);
    }

    /** The same was asked before, and would be the same. */
    void repeated() {
        habit = Math.min(habit + WORTH, MOST);
    }

    /** It was not asked before, as far as is remembered. */
    void once() {
        int before = habit;
        if (before > 0) {
            habit = before - 1;
        }
    }

    /** Whether an answer is kept although nobody has asked for it again yet. */
    boolean pays() {
        return habit > 0;
    }

    /** Whether it was repeated more than once lately: of a text with values in it that is less certain than of another. */
    boolean isUsual() {
        return habit > WORTH;
    }

    /** Whether it calls the function of PostgreSQL that can set any setting, the level of isolation too. */
    boolean setsSomething(QueryShape shape) {
        Boolean known = setsSomething;
        if (known == null) {
            known = shape.functions().stream().anyMatch(name -> name.endsWith("set_config"));
            setsSomething = known;
        }
        return known;
    }
}
