package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batch of MySQL from 8.0.14 for a query by one whole number: the query as it is, asked for each key in turn by a
 * lateral join. A limit keeps it apart from the rest of the plan. Only for a column that is equal to the key: a range is
 * read another way for a value than for a column, which shows in the order of ties. MySQL refuses it if two columns have
 * the same name.
 */
public final class MySqlLateral {
    /** The keys as a table; takes one parameter. */
    static final String KEYS =
            "json_table(?, '$[*]' columns(__covet_o for ordinality, __covet_k0 bigint path '$')) as __covet_c";

    private MySqlLateral() {}

    public static Batch of(QueryShape shape, int parameter) {
        if (shape.dialect() != Dialect.MYSQL) {
            return new Batch.Refused("this form is MySQL's");
        }
        String refusal = Splice.refusal(shape, Set.of(parameter));
        if (refusal != null) {
            return new Batch.Refused(refusal);
        }
        if (shape.comparedColumn(parameter).isEmpty()) {
            return new Batch.Refused("parameter " + parameter + " is not compared with one column");
        }
        List<Slot> slots = new ArrayList<>();
        StringBuilder sql = new StringBuilder(shape.end() + 300);
        // buffered joins would mix the rows of keys
        sql.append("select /*+ no_bnl() */ __covet_q.*, __covet_c.__covet_o from ")
                .append(KEYS);
        slots.add(new Slot.KeyJson(parameter));
        sql.append(" cross join lateral (");
        new Splice(shape, sql, slots).copy(0, shape.end(), correlatedBy(parameter));
        boolean fenced = shape.has(Clause.LIMIT) || shape.has(Clause.FETCH);
        sql.append(fenced ? "" : UnionBatch.NO_LIMIT).append(") as __covet_q");
        return new BatchText(sql.toString(), slots, 0, 0);
    }

    static Splice.Parameter correlatedBy(int correlated) {
        return new Splice.Parameter() {
            @Override
            public @Nullable String text(int parameter) {
                return parameter == correlated ? "__covet_c.__covet_k0" : null;
            }

            @Override
            public Slot slot(int parameter) {
                return new Slot.Original(parameter);
            }
        };
    }
}
