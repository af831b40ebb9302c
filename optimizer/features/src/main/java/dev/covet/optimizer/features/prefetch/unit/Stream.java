package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/** A result of which the driver has one block at a time. Only the thread that asked for it looks at it. */
public final class Stream {
    private final Pattern pattern;
    private final @Nullable BoundKey asked;
    private final DriverRows driver;
    private final ResultSet result;
    private final Thread thread = Thread.currentThread();
    private Rows block;

    /** At its first block. */
    public Stream(Pattern pattern, @Nullable BoundKey asked, DriverRows driver, ResultSet result, Rows block) {
        this.pattern = pattern;
        this.asked = asked;
        this.driver = driver;
        this.result = result;
        this.block = block;
    }

    Pattern pattern() {
        return pattern;
    }

    @Nullable BoundKey asked() {
        return asked;
    }

    boolean isMine() {
        return thread == Thread.currentThread();
    }

    /** The block the driver has now; null once the result is closed. */
    public @Nullable Rows look() {
        return driver.window(result);
    }

    Rows block() {
        return block;
    }

    /** Whether this is another block than the one before, by its first row. */
    boolean isNew(Rows now) {
        return now.size() > 0
                && (block.size() == 0 || !now.limitedTo(1).sameAs(block.limitedTo(1)) || now.size() != block.size());
    }

    void moveTo(Rows now) {
        block = now;
    }
}
