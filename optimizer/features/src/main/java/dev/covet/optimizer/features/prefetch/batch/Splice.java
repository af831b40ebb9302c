package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.QueryShape;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies pieces of the application's query, with its question marks replaced or kept. */
final class Splice {
    private final QueryShape shape;
    private final StringBuilder sql;
    private final List<Slot> slots;

    Splice(QueryShape shape, StringBuilder sql, List<Slot> slots) {
        this.shape = shape;
        this.sql = sql;
        this.slots = slots;
    }

    /** What stands for a parameter. */
    interface Parameter {
        /** The text instead of the question mark, or null to keep it. */
        @Nullable String text(int parameter);

        /** What to bind where the question mark is kept. */
        Slot slot(int parameter);
    }

    /** Why no batch of any form can be made of a query for these parameters; null if one might. */
    static @Nullable String refusal(QueryShape shape, Set<Integer> correlated) {
        if (!shape.understood()) {
            return shape.doubt();
        }
        if (shape.reserved()) {
            return "it uses the name " + QueryShape.RESERVED + ", which is reserved";
        }
        if (correlated.isEmpty()) {
            return "no parameter of it depends on another query";
        }
        for (int parameter : correlated) {
            if (parameter < 1 || parameter > shape.parameterCount()) {
                return "it has no parameter " + parameter;
            }
        }
        return null;
    }

    /** Copies from one place of the query to another. */
    void copy(int from, int to, Parameter parameters) {
        int at = from;
        for (int parameter = 1; parameter <= shape.parameterCount(); parameter++) {
            int mark = shape.parameterStart(parameter);
            if (mark < from || mark >= to) {
                continue;
            }
            sql.append(shape.sql(), at, mark);
            String text = parameters.text(parameter);
            if (text == null) {
                sql.append('?');
                slots.add(parameters.slot(parameter));
            } else {
                sql.append(' ').append(text).append(' ');
            }
            at = mark + 1;
        }
        sql.append(shape.sql(), at, to);
    }
}
