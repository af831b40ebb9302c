package dev.covet.optimizer.features.cache.shared;

import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.Rows;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row with one text, of no driver. */
record TextRows(String text) implements Rows {
    static final RowCodec CODEC = new RowCodec() {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public byte[] encode(Rows rows) {
            return ((TextRows) rows).text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Rows decode(byte[] bytes) {
            return new TextRows(new String(bytes, StandardCharsets.UTF_8));
        }
    };

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public String label(int column) {
        return "text";
    }

    @Override
    public String table(int column) {
        return "";
    }

    @Override
    public long bytes() {
        return text.length();
    }

    @Override
    public @Nullable Object key(int row, int column) {
        return text;
    }

    @Override
    public Rows detached() {
        return this;
    }

    @Override
    public Rows limitedTo(int rows) {
        return this;
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
        throw new UnsupportedOperationException("rows of no driver");
    }
}
