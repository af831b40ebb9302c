package dev.covet.nplus1.oracle;

import dev.covet.optimizer.engine.DriverRows;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.Volley;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Sends queries together in a wrong way, once it has done it right so often that nobody compares any more.
 *
 * @param wrong makes wrong answers of right ones
 * @param guards whether an error is kept from the transaction
 */
record WrongVolleys(UnaryOperator<List<Rows>> wrong, boolean guards, AtomicInteger asked)
        implements UnaryOperator<DriverRows> {
    private static final int RIGHT = 4;

    WrongVolleys(UnaryOperator<List<Rows>> wrong, boolean guards) {
        this(wrong, guards, new AtomicInteger());
    }

    @Override
    public DriverRows apply(DriverRows right) {
        return (DriverRows) Proxy.newProxyInstance(
                DriverRows.class.getClassLoader(), new Class<?>[] {DriverRows.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("volley") && !guards) {
                        arguments[1] = null;
                    }
                    try {
                        Object made = method.invoke(right, arguments);
                        return made instanceof Volley volley ? new Wrong(volley, wrong, asked) : made;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private record Wrong(Volley right, UnaryOperator<List<Rows>> wrong, AtomicInteger asked) implements Volley {
        @Override
        public boolean add(Values values) throws SQLException {
            return right.add(values);
        }

        @Override
        public List<Rows> ask(int mostRows, long mostBytes) throws SQLException {
            List<Rows> rows = right.ask(mostRows, mostBytes);
            return asked.incrementAndGet() > RIGHT ? wrong.apply(rows) : rows;
        }

        @Override
        public void cancel() throws SQLException {
            right.cancel();
        }

        @Override
        public void close() throws SQLException {
            right.close();
        }
    }
}
