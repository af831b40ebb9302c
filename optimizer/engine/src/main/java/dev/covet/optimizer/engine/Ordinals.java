package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** The ordinals in the last column of a batch's rows, which tell its parts apart. */
public final class Ordinals {
    private Ordinals() {}

    /**
     * The numbers of the rows of each part, in the order they came. Null if the last column of a row is not a number from
     * 1 to {@code parts}.
     */
    public static int @Nullable [][] deal(Rows batch, int parts) {
        int[] ordinals = new int[batch.size()];
        int[] counts = new int[parts];
        for (int row = 0; row < ordinals.length; row++) {
            Object last = batch.key(row, batch.columns());
            if (!(last instanceof Long ordinal) || ordinal < 1 || ordinal > parts) {
                return null;
            }
            ordinals[row] = ordinal.intValue() - 1;
            counts[ordinals[row]]++;
        }
        int[][] dealt = new int[parts][];
        for (int part = 0; part < parts; part++) {
            dealt[part] = new int[counts[part]];
        }
        int[] next = new int[parts];
        for (int row = 0; row < ordinals.length; row++) {
            int part = ordinals[row];
            dealt[part][next[part]++] = row;
        }
        return dealt;
    }
}
