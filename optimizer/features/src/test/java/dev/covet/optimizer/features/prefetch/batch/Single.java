package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A query of an application, and the values to ask it with.
 *
 * @param values of all its parameters; what is a list has one value for each key, the others are the same for all
 */
record Single(String sql, List<Object> values) {
    static Single of(String sql, Object... values) {
        return new Single(sql, List.of(values));
    }

    QueryShape shape(Dialect dialect) {
        return QueryShape.of(SqlText.of(sql, dialect));
    }

    int keys() {
        for (Object value : values) {
            if (value instanceof List<?> list) {
                return list.size();
            }
        }
        throw new IllegalStateException("no keys");
    }

    Object value(int parameter, int key) {
        Object value = values.get(parameter - 1);
        return value instanceof List<?> list ? list.get(key) : value;
    }

    List<?> all(int parameter) {
        return (List<?>) values.get(parameter - 1);
    }

    /** The types of the parameters that differ by key, as PostgreSQL's driver binds them. */
    SortedMap<Integer, Integer> types() {
        SortedMap<Integer, Integer> types = new TreeMap<>();
        for (int i = 1; i <= values.size(); i++) {
            if (values.get(i - 1) instanceof List<?> list) {
                types.put(i, oid(list.get(0)));
            }
        }
        return types;
    }

    private static int oid(Object value) {
        PostgresKey key = value instanceof Long
                ? PostgresKey.INT8
                : value instanceof Integer
                        ? PostgresKey.INT4
                        : value instanceof Short
                                ? PostgresKey.INT2
                                : value instanceof UUID
                                        ? PostgresKey.UUID
                                        : value instanceof BigDecimal
                                                ? PostgresKey.NUMERIC
                                                : value instanceof LocalDate
                                                        ? PostgresKey.DATE
                                                        : value instanceof Boolean
                                                                ? PostgresKey.BOOL
                                                                : PostgresKey.VARCHAR;
        return key.oid();
    }

    /** What the application reads when it asks for each key by itself. */
    List<Transcript> ask(Connection connection) throws SQLException {
        List<Transcript> answers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int key = 0; key < keys(); key++) {
                for (int i = 1; i <= values.size(); i++) {
                    bind(statement, i, value(i, key));
                }
                try (ResultSet result = statement.executeQuery()) {
                    answers.add(Transcript.of(result));
                }
            }
        }
        return answers;
    }

    /** What a batch gives for the same keys. */
    List<Transcript> ask(Connection connection, BatchText batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(batch.sql())) {
            bind(statement, batch);
            statement.execute();
            for (int i = 0; i < batch.result(); i++) {
                statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                return Transcript.split(result, keys());
            }
        }
    }

    void bind(PreparedStatement statement, BatchText batch) throws SQLException {
        int position = 0;
        for (Slot slot : batch.slots()) {
            position++;
            int parameter = slot.parameter();
            if (slot instanceof Slot.KeyArray array) {
                statement.setObject(position, array.type().array(all(parameter)), Types.OTHER);
            } else if (slot instanceof Slot.KeyJson) {
                statement.setString(position, JsonKeys.array(all(parameter)));
            } else {
                int key = slot instanceof Slot.Key one ? Math.min(one.key(), keys() - 1) : 0;
                bind(statement, position, value(parameter, key));
            }
        }
    }

    private static void bind(PreparedStatement statement, int position, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof Integer number) {
            statement.setInt(position, number);
        } else if (value instanceof Short number) {
            statement.setShort(position, number);
        } else if (value instanceof String text) {
            statement.setString(position, text);
        } else {
            statement.setObject(position, value);
        }
    }
}
