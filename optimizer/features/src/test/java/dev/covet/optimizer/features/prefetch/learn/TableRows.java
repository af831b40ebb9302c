package dev.covet.optimizer.features.prefetch.learn;

import dev.covet.optimizer.engine.Rows;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of no driver: their values are all that is known of them. */
record TableRows(List<List<Object>> rows) implements Rows {
    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public int columns() {
        return rows.get(0).size();
    }

    @Override
    public String label(int column) {
        return "c" + column;
    }

    @Override
    public String table(int column) {
        return "";
    }

    @Override
    public long bytes() {
        return 100;
    }

    @Override
    public @Nullable Object key(int row, int column) {
        return rows.get(row).get(column - 1);
    }

    @Override
    public Rows detached() {
        return this;
    }

    @Override
    public Rows limitedTo(int most) {
        return new TableRows(rows.subList(0, most));
    }

    @Override
    public @Nullable List<Rows> split(int parts, Rows like) {
        return null;
    }

    @Override
    public boolean sameAs(Rows other) {
        return equals(other);
    }

    @Override
    public boolean differsFrom(Rows other) {
        return !equals(other);
    }

    @Override
    public ResultSet replayOn(Statement statement) {
        throw new UnsupportedOperationException();
    }
}
