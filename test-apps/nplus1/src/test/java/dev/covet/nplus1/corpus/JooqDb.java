package dev.covet.nplus1.corpus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** Over jOOQ with texts. */
record JooqDb(DSLContext context) implements Db {
    @Override
    public List<Map<String, Object>> query(String sql, List<Object> values) {
        return context.resultQuery(sql, values.toArray()).fetch(JooqDb::row);
    }

    @Override
    public void each(String sql, List<Object> values, Body body) {
        try (Stream<Record> rows = context.resultQuery(sql, values.toArray()).fetchStream()) {
            rows.forEach(row -> body.row(row(row)));
        }
    }

    @Override
    public void update(String sql, List<Object> values) {
        context.execute(sql, values.toArray());
    }

    private static Map<String, Object> row(Record record) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (Field<?> field : record.fields()) {
            row.put(field.getName().toLowerCase(Locale.ROOT), record.get(field));
        }
        return row;
    }
}
