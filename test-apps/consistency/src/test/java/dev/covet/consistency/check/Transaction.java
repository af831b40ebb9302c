package dev.covet.consistency.check;

import dev.covet.consistency.history.Client;
import dev.covet.consistency.history.Isolation;
import dev.covet.consistency.history.Kind;
import dev.covet.consistency.history.Operation;
import dev.covet.consistency.history.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations of one transaction in their order. */
final class Transaction {
    private final List<Operation> operations;
    private final @Nullable Operation end;

    Transaction(List<Operation> operations) {
        this.operations = operations;
        this.end = commit(operations);
    }

    private static @Nullable Operation commit(List<Operation> operations) {
        Operation last = operations.get(operations.size() - 1);
        boolean commits = last.kind() == Kind.COMMIT || last.isolation() == Isolation.AUTOCOMMIT;
        return commits ? last : null;
    }

    List<Operation> operations() {
        return operations;
    }

    private Operation first() {
        return operations.get(0);
    }

    long id() {
        return first().transaction();
    }

    Client client() {
        return first().client();
    }

    long session() {
        return first().session();
    }

    boolean isRepeatable() {
        return first().isolation() == Isolation.REPEATABLE_READ;
    }

    long startedAt() {
        return first().invoked();
    }

    /** Whether its commit was answered with success. */
    boolean acknowledged() {
        return end != null && end.outcome() == Outcome.OK;
    }

    /** Whether it surely has no effect: rolled back, or its commit refused. */
    boolean refused() {
        return end == null || end.outcome() == Outcome.FAILED;
    }

    /** Before this nobody else can have seen what it wrote. */
    long sentAt() {
        return end == null ? Long.MAX_VALUE : end.invoked();
    }

    /** After this everybody has to see what it wrote. */
    long doneAt() {
        return end != null && end.outcome() == Outcome.OK ? end.completed() : Long.MAX_VALUE;
    }

    /** What ended it. */
    Operation last() {
        return operations.get(operations.size() - 1);
    }
}
