package dev.covet.nplus1.corpus;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Over JDBI. */
record JdbiDb(Handle handle) implements Db {
    @Override
    public List<Map<String, Object>> query(String sql, List<Object> values) {
        try (Query query = bound(sql, values)) {
            return query.map((rows, context) -> JdbcDb.row(rows)).list();
        }
    }

    @Override
    public void each(String sql, List<Object> values, Body body) {
        try (Query query = bound(sql, values);
                Stream<Map<String, Object>> rows = query.map((result, context) -> JdbcDb.row(result)).stream()) {
            rows.forEach(body::row);
        }
    }

    @Override
    public void update(String sql, List<Object> values) {
        try (Update update = handle.createUpdate(sql)) {
            for (int i = 0; i < values.size(); i++) {
                update.bind(i, values.get(i));
            }
            update.execute();
        }
    }

    private Query bound(String sql, List<Object> values) {
        Query query = handle.createQuery(sql);
        for (int i = 0; i < values.size(); i++) {
            query.bind(i, values.get(i));
        }
        return query;
    }
}
