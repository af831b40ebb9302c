package dev.covet.benchmarks.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Prepares, binds, executes, reads and closes for each question. */
final class JdbcAsking implements Asking {
    private final Connection connection;
    private final Map<Query, String> texts = new EnumMap<>(Query.class);

    JdbcAsking(Connection connection, Function<Query, String> text) {
        this.connection = connection;
        for (Query query : Query.values()) {
            texts.put(query, text.apply(query));
        }
    }

    String text(Query query) {
        return Objects.requireNonNull(texts.get(query));
    }

    Connection connection() {
        return connection;
    }

    @Override
    public long ask(Query query, long key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text(query))) {
            return read(statement, key);
        }
    }

    /** The part that an application repeats when it keeps its statements. */
    static long read(PreparedStatement statement, long key) throws SQLException {
        statement.setLong(1, key);
        long read = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read += rows.getLong(1)
                        + rows.getString(2).length()
                        + rows.getInt(3)
                        + rows.getBigDecimal(4).intValue();
            }
        }
        return read;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
