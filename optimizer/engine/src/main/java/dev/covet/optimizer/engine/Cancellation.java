package dev.covet.optimizer.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement of the application that another thread may cancel while something else is executed in its place. */
public interface Cancellation {
    /** Of a statement that nobody else has. */
    Cancellation NONE = new Cancellation() {
        @Override
        public void passTo(@Nullable StandIn next) {}

        @Override
        public boolean wanted() {
            return false;
        }
    };

    /** What is executed instead. */
    interface StandIn {
        void cancel() throws SQLException;
    }

    /** From now on this is to be cancelled with it; null for nothing any more. */
    void passTo(@Nullable StandIn next);

    /** Whether somebody has cancelled it since its call began. */
    boolean wanted();
}
