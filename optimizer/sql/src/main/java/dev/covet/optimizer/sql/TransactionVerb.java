package dev.covet.optimizer.sql;

/** What a statement does to the transaction it runs in. */
public enum TransactionVerb {
    NONE,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    ROLLBACK_TO,
    RELEASE,
    SET_TRANSACTION
}
