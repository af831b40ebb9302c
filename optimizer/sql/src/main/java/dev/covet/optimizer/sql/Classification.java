package dev.covet.optimizer.sql;

/**
 * What the pipeline asks of each statement before it runs.
 *
 * @param understood whether no setting of the server and no missing end leaves doubt where literals end
 */
record Classification(
        StatementKind kind,
        TransactionVerb transaction,
        boolean mayWrite,
        boolean changesSession,
        boolean literals,
        int parameters,
        boolean understood,
        Fingerprint fingerprint) {}
