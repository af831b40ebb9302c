package dev.covet.nplus1.corpus;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Over Spring's JdbcTemplate. */
record TemplateDb(JdbcTemplate template) implements Db {
    @Override
    public List<Map<String, Object>> query(String sql, List<Object> values) {
        return template.query(sql, (rows, number) -> JdbcDb.row(rows), values.toArray());
    }

    @Override
    public void each(String sql, List<Object> values, Body body) {
        template.query(
                sql,
                rows -> {
                    body.row(JdbcDb.row(rows));
                },
                values.toArray());
    }

    @Override
    public void update(String sql, List<Object> values) {
        template.update(sql, values.toArray());
    }
}
