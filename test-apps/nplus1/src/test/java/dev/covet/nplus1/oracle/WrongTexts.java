package dev.covet.nplus1.oracle;

import dev.covet.optimizer.engine.DriverRows;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.postgresql.core.CachedQuery;

/**
 * Sends another text than that of the batch, once it is told to.
 *
 * @param wrong makes a wrong text of a right one
 * @param sent how many wrong ones
 */
record WrongTexts(UnaryOperator<String> wrong, AtomicBoolean on, AtomicInteger sent)
        implements UnaryOperator<DriverRows> {
    WrongTexts(UnaryOperator<String> wrong) {
        this(wrong, new AtomicBoolean(), new AtomicInteger());
    }

    @Override
    public DriverRows apply(DriverRows right) {
        return (DriverRows) Proxy.newProxyInstance(
                DriverRows.class.getClassLoader(), new Class<?>[] {DriverRows.class}, (proxy, method, arguments) -> {
                    // When its values are bound, and before it is looked at how the driver would execute it.
                    if (method.getName().equals("alike") && on.get()) {
                        exchange((PreparedStatement) arguments[1]);
                    }
                    try {
                        return method.invoke(right, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** The statement keeps its values and gets the query of another statement. */
    private void exchange(PreparedStatement batch) throws Exception {
        Field query = batch.getClass().getDeclaredField("preparedQuery");
        query.setAccessible(true);
        CachedQuery before = (CachedQuery) query.get(batch);
        String text = wrong.apply((String) before.key);
        if (!text.equals(before.key)) {
            try (PreparedStatement other = batch.getConnection().prepareStatement(text)) {
                query.set(batch, query.get(other));
                query.set(other, before);
            }
            sent.incrementAndGet();
        }
    }
}
