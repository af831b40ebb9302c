package dev.covet.optimizer.features.prefetch;

import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.features.prefetch.batch.Batch;
import dev.covet.optimizer.features.prefetch.batch.BatchText;
import dev.covet.optimizer.features.prefetch.batch.PostgresLateral;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The texts for the batches of one pair. Made from the first batch that is wanted, and kept. */
final class BatchPlan {
    private final Map<Integer, Integer> types;
    private final Batch plain;

    private BatchPlan(Map<Integer, Integer> types, Batch plain) {
        this.types = types;
        this.plain = plain;
    }

    /** For a statement whose values are bound: how they are bound is part of a batch's text. */
    static BatchPlan of(Pair pair, ConnectionSession session, PreparedStatement single) {
        SortedMap<Integer, Integer> types = types(pair, session, single);
        BatchPlan known = (BatchPlan) pair.plan();
        if (known == null || !known.types.equals(types)) {
            known = new BatchPlan(types, made(pair, session, types));
            pair.plan(known);
        }
        return known;
    }

    private static SortedMap<Integer, Integer> types(Pair pair, ConnectionSession session, PreparedStatement single) {
        TreeMap<Integer, Integer> types = new TreeMap<>();
        for (int position = 1; position <= pair.inner().text().parameterCount(); position++) {
            if (pair.mapping().varies(position)) {
                types.put(position, session.rows().parameterType(single, position));
            }
        }
        return types;
    }

    private static Batch made(Pair pair, ConnectionSession session, SortedMap<Integer, Integer> types) {
        QueryShape shape = QueryShape.of(pair.inner().text());
        if (session.facts().dialect() != Dialect.POSTGRESQL) {
            return new Batch.Refused("there is no form of batch for this database");
        }
        return PostgresLateral.of(shape, types);
    }

    /** The batch of so many keys. */
    Batch batch(int keys) {
        return plain;
    }

    /** In a form in which an error does not end the transaction. */
    static BatchText guarded(BatchText text, boolean transaction) {
        return transaction ? text.inSavepoint() : text;
    }
}
