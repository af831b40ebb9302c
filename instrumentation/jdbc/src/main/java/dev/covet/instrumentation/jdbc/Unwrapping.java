package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.SQLException;
import java.sql.Wrapper;

/**
 * Unwrapping as the driver does it: an object that has the type already is its own answer, anything else is the driver's.
 * Beside another tracer it is as a good pool does it: the driver's object in every case, because such a tracer asks by
 * unwrapping whether an object is the physical one, and ours is not.
 */
final class Unwrapping {
    private Unwrapping() {}

    static <T> T unwrap(Object wrapper, Wrapper delegate, Class<T> type, ConnectionSession session)
            throws SQLException {
        if (type == Wrapped.class) {
            return type.cast(wrapper);
        }
        // Asked in every case: a closed object may refuse.
        T inner = delegate.unwrap(type);
        if (inner == delegate && type.isInstance(wrapper) && !session.engine().tracedByOthers()) {
            return type.cast(wrapper);
        }
        session.state().pin("the application uses the driver's object directly");
        return inner;
    }

    static boolean isWrapperFor(Object wrapper, Wrapper delegate, Class<?> type) throws SQLException {
        return type == Wrapped.class || delegate.isWrapperFor(type);
    }
}
