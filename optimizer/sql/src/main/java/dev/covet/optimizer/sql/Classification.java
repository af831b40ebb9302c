package dev.covet.optimizer.sql;

/** What the pipeline asks of each statement before it runs. */
record Classification(
        StatementKind kind,
        TransactionVerb transaction,
        boolean mayWrite,
        boolean changesSession,
        boolean literals,
        int parameters) {}
