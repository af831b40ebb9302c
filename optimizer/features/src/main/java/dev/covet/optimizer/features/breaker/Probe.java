package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeOpening;
import dev.covet.optimizer.engine.node.NodeRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks a server whether it is there and what it is, on a connection of its own. */
final class Probe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final LongSupplier nanoTime;

    Probe(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What it has said.
     *
     * @param reachable whether calls are of use; also true when nobody can know
     * @param error empty if it has answered as it should
     */
    record Answer(
            boolean reachable,
            String error,
            ErrorClass kind,
            long nanos,
            @Nullable Boolean readOnly) {
        boolean isWell() {
            return reachable && error.isEmpty();
        }
    }

    Answer ask(NodeName node, @Nullable NodeOpening opening) {
        long start = nanoTime.getAsLong();
        if (opening == null) {
            return new Answer(true, "", ErrorClass.UNKNOWN, -1, null);
        }
        try (Connection own = opening.open(PATIENCE)) {
            if (own == null) {
                return new Answer(true, "", ErrorClass.UNKNOWN, -1, null);
            }
            Boolean readOnly = opening.readOnly(own);
            if (readOnly == null && !own.isValid((int) PATIENCE.toSeconds())) {
                return new Answer(false, "it does not answer", ErrorClass.TIMEOUT, nanos(start), null);
            }
            boolean wrongRole = node.role() == NodeRole.PRIMARY && Boolean.TRUE.equals(readOnly);
            return new Answer(
                    !wrongRole, wrongRole ? "it takes no writes now" : "", ErrorClass.UNKNOWN, nanos(start), readOnly);
        } catch (SQLException | RuntimeException | LinkageError failure) {
            ErrorClass kind = ErrorClasses.of(failure, node.dialect());
            boolean silent = kind == ErrorClass.TIMEOUT;
            return new Answer(!kind.isUnreachable() && !silent, ErrorText.of(failure), kind, nanos(start), null);
        }
    }

    private long nanos(long start) {
        return Math.min(nanoTime.getAsLong() - start, TimeUnit.DAYS.toNanos(1));
    }
}
