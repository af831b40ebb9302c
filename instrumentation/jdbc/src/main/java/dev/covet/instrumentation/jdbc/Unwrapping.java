package dev.covet.instrumentation.jdbc;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Wrapped;
import java.sql.SQLException;
import java.sql.Wrapper;

/**
 * Unwrapping as a good pool does it: the driver's object, for its class and for every interface. Another agent that asks
 * whether ours is the physical object learns that it is not.
 */
final class Unwrapping {
    private Unwrapping() {}

    static <T> T unwrap(Object wrapper, Wrapper delegate, Class<T> type, ConnectionSession session)
            throws SQLException {
        if (type == Wrapped.class) {
            return type.cast(wrapper);
        }
        T inner = delegate.unwrap(type);
        session.state().pin("the application uses the driver's object directly");
        return inner;
    }

    static boolean isWrapperFor(Object wrapper, Wrapper delegate, Class<?> type) throws SQLException {
        return type == Wrapped.class || delegate.isWrapperFor(type);
    }
}
