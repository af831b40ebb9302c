package dev.covet.nplus1.corpus;

import java.util.List;
import java.util.Map;

/** What the programs of a {@link Shop} need of a library; each does it in its own way. */
interface Db {
    /** All rows, by the labels of columns in lower case. */
    List<Map<String, Object>> query(String sql, List<Object> values);

    /** Each row while the result is open. */
    void each(String sql, List<Object> values, Body body);

    void update(String sql, List<Object> values);

    default List<Map<String, Object>> query(String sql, Object... values) {
        return query(sql, List.of(values));
    }

    /** What is done with a row. */
    interface Body {
        void row(Map<String, Object> row);
    }

    /** What a program does. */
    interface Work {
        void with(Db db);
    }
}
