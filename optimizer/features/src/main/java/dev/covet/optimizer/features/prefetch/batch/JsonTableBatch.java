package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batch of MariaDB (10.6) and MySQL (8.0.4) for a flat query of one table by a whole number: its keys are rows of a
 * JSON array. Nothing keeps the rows of a key in the order they would come alone, so it is for columns that are unique:
 * one row for each key at most.
 */
public final class JsonTableBatch {
    private JsonTableBatch() {}

    /**
     * The batch of a query.
     *
     * @param uniqueColumns integer columns of the table that are unique, in lower case
     */
    public static Batch of(QueryShape shape, int parameter, Set<String> uniqueColumns) {
        String refusal = refusal(shape, parameter, uniqueColumns);
        if (refusal != null) {
            return new Batch.Refused(refusal);
        }
        List<Slot> slots = new ArrayList<>();
        StringBuilder sql = new StringBuilder(shape.end() + 200);
        Splice splice = new Splice(shape, sql, slots);
        Splice.Parameter parameters = MySqlLateral.correlatedBy(parameter);
        int behindFrom = shape.fromStart() + "from".length();
        splice.copy(0, shape.fromStart(), parameters);
        sql.append(", __covet_c.__covet_o from ");
        slots.add(new Slot.KeyJson(parameter));
        sql.append(MySqlLateral.KEYS).append(" straight_join (");
        splice.copy(behindFrom, shape.whereStart(), parameters);
        sql.append("\n) ");
        splice.copy(shape.whereStart(), shape.end(), parameters);
        return new BatchText(sql.toString(), slots, 0, 0);
    }

    private static @Nullable String refusal(QueryShape shape, int parameter, Set<String> uniqueColumns) {
        if (shape.dialect() != Dialect.MYSQL) {
            return "this form is MySQL's and MariaDB's";
        }
        String refusal = Splice.refusal(shape, Set.of(parameter));
        if (refusal != null) {
            return refusal;
        }
        if (!shape.flat() || shape.star() || !shape.plainFrom()) {
            return "it is not a list of columns from one table";
        }
        if (!uniqueColumns.contains(shape.equalColumn(parameter))) {
            return "parameter " + parameter + " is not compared with a unique column of whole numbers";
        }
        return null;
    }
}
