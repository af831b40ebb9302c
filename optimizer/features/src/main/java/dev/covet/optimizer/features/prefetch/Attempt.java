package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.unit.Decision;
import dev.covet.optimizer.features.prefetch.unit.UnitMemory;
import org.jspecify.annotations.Nullable;

/** What one execution of a query has to remember until it has returned. */
final class Attempt {
    private final Pattern pattern;
    private final UnitMemory memory;
    private final @Nullable BoundKey key;
    private final boolean mayWrite;
    private Decision.@Nullable Serve expected;
    private boolean rests;
    private boolean answered;

    Attempt(Pattern pattern, UnitMemory memory, @Nullable BoundKey key, boolean mayWrite) {
        this.pattern = pattern;
        this.memory = memory;
        this.key = key;
        this.mayWrite = mayWrite;
    }

    Pattern pattern() {
        return pattern;
    }

    UnitMemory memory() {
        return memory;
    }

    @Nullable BoundKey key() {
        return key;
    }

    /** Whether it may do more than it shows. */
    boolean mayWrite() {
        return mayWrite;
    }

    /** It gets an answer from a batch. */
    void answer() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /** It is only counted. */
    void rest() {
        rests = true;
    }

    boolean rests() {
        return rests;
    }

    /** The database answers too, and both answers are to be compared. */
    void expect(Decision.Serve answer) {
        expected = answer;
    }

    Decision.@Nullable Serve expected() {
        return expected;
    }
}
