package dev.covet.benchmarks.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What somebody writes who needs it fast: rows as objects, kept for a time under the values of the query. */
final class CaffeineApplication implements Application {
    private final Place place;
    private final Cache<Key, List<Part>> kept;

    CaffeineApplication(Place place, int seconds) {
        this.place = place;
        this.kept = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(Duration.ofSeconds(seconds))
                .build();
    }

    private record Key(Query query, long key) {}

    private record Part(long id, String name, int quantity, BigDecimal price) {}

    @Override
    public Asking open() throws SQLException {
        return new OfOneThread(place.connect());
    }

    private final class OfOneThread implements Asking {
        private final Connection connection;

        OfOneThread(Connection connection) {
            this.connection = connection;
        }

        @Override
        public long ask(Query query, long key) {
            long read = 0;
            for (Part part : kept.get(new Key(query, key), this::load)) {
                read += part.id + part.name.length() + part.quantity + part.price.intValue();
            }
            return read;
        }

        private List<Part> load(Key key) {
            try (PreparedStatement statement = connection.prepareStatement(key.query.sql())) {
                statement.setLong(1, key.key);
                List<Part> parts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        parts.add(new Part(rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getBigDecimal(4)));
                    }
                }
                return parts;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
