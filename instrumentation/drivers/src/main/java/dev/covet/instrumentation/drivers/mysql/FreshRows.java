package dev.covet.instrumentation.drivers.mysql;

import com.mysql.cj.protocol.ColumnDefinition;
import com.mysql.cj.result.Field;
import com.mysql.cj.result.Row;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Shared rows as one result set reads them: each row is copied when it is arrived at, because a row of this driver keeps
 * what was read from it last, and hands out its arrays as they are.
 */
final class FreshRows extends AbstractList<Row> implements RandomAccess {
    private final RowInternals internals;
    private final List<Row> shared;
    private final int size;
    private final Field[] source;
    private final ColumnDefinition shown;
    private final RowInternals.Decoding decoding;

    FreshRows(
            RowInternals internals,
            List<Row> shared,
            int size,
            Field[] source,
            ColumnDefinition shown,
            RowInternals.Decoding decoding) {
        this.internals = internals;
        this.shared = shared;
        this.size = size;
        this.source = source;
        this.shown = shown;
        this.decoding = decoding;
    }

    @Override
    public Row get(int index) {
        return internals.copy(shared.get(index), source, shown, decoding);
    }

    @Override
    public int size() {
        return size;
    }
}
