package dev.covet.optimizer.features.prefetch.batch;

import dev.covet.optimizer.sql.Clause;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The batch of PostgreSQL: the query as it is, asked for each key in turn by a lateral join. A fence ({@code OFFSET 0})
 * keeps the planner from mixing the keys: order, limits and aggregates stay those of one key. Needs PostgreSQL 9.4.
 */
public final class PostgresLateral {
    private static final String KEYS = "__covet_c";
    private static final String KEY = "__covet_k";
    private static final String ORDINAL = "__covet_o";
    private static final String QUERY = "__covet_q";

    private PostgresLateral() {}

    /**
     * The batch of a query.
     *
     * @param types of the parameters that differ from key to key, each by the OID it is bound with; all others are bound
     *     as they are
     */
    public static Batch of(QueryShape shape, SortedMap<Integer, Integer> types) {
        String refusal = refusal(shape, types);
        if (refusal != null) {
            return new Batch.Refused(refusal);
        }
        List<Slot> slots = new ArrayList<>();
        StringJoiner arrays = new StringJoiner(", ");
        StringJoiner columns = new StringJoiner(", ");
        Map<Integer, String> names = new TreeMap<>();
        types.forEach((parameter, oid) -> {
            PostgresKey type = PostgresKey.ofOid(oid);
            if (type != null) {
                String name = KEY + names.size();
                names.put(parameter, KEYS + '.' + name);
                slots.add(new Slot.KeyArray(parameter, type));
                arrays.add("pg_catalog.unnest(?::" + type.arrayType() + ')');
                columns.add(name);
            }
        });
        StringBuilder sql = new StringBuilder(shape.end() + 300);
        sql.append("select ")
                .append(QUERY)
                .append(".*, ")
                .append(KEYS)
                .append('.')
                .append(ORDINAL);
        sql.append(" from rows from (")
                .append(arrays)
                .append(") with ordinality ")
                .append(KEYS);
        sql.append('(').append(columns).append(", ").append(ORDINAL).append(") cross join lateral (");
        new Splice(shape, sql, slots).copy(0, shape.end(), correlatedBy(names));
        if (!shape.has(Clause.OFFSET)) {
            sql.append("\noffset 0");
        }
        sql.append(") ").append(QUERY);
        return new BatchText(sql.toString(), slots, 0, 0);
    }

    private static @Nullable String refusal(QueryShape shape, SortedMap<Integer, Integer> types) {
        if (shape.dialect() != Dialect.POSTGRESQL) {
            return "this form is PostgreSQL's";
        }
        if (shape.has(Clause.LOCKING) || shape.has(Clause.INTO)) {
            return "it locks rows or makes a table";
        }
        for (var parameter : types.entrySet()) {
            if (PostgresKey.ofOid(parameter.getValue()) == null) {
                return "parameter " + parameter.getKey() + " is bound with type " + parameter.getValue()
                        + ", which is not known to pass through an array unchanged";
            }
        }
        return Splice.refusal(shape, types.keySet());
    }

    private static Splice.Parameter correlatedBy(Map<Integer, String> names) {
        return new Splice.Parameter() {
            @Override
            public @Nullable String text(int parameter) {
                return names.get(parameter);
            }

            @Override
            public Slot slot(int parameter) {
                return new Slot.Original(parameter);
            }
        };
    }
}
