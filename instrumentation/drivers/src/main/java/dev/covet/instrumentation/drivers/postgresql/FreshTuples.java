package dev.covet.instrumentation.drivers.postgresql;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.postgresql.core.Tuple;

/**
 * Shared rows as one result set reads them: each row is copied when it is arrived at, because the driver hands out its
 * arrays as they are ({@code getBytes}), and an application may write into what it got.
 */
final class FreshTuples extends AbstractList<Tuple> implements RandomAccess {
    private final List<Tuple> shared;
    private final int size;
    private final int columns;

    FreshTuples(List<Tuple> shared, int size, int columns) {
        this.shared = shared;
        this.size = size;
        this.columns = columns;
    }

    @Override
    public Tuple get(int index) {
        Tuple row = shared.get(index);
        byte[][] values = new byte[columns][];
        for (int i = 0; i < columns; i++) {
            byte[] value = row.get(i);
            values[i] = value == null ? null : value.clone();
        }
        return new Tuple(values);
    }

    @Override
    public int size() {
        return size;
    }
}
