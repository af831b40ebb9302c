package dev.covet.optimizer.sql; public enum TransactionVerb { NONE, BEGIN, COMMIT, ROLLBACK, SAVEPOINT, ROLLBACK_TO, RELEASE, SET_TRANSACTION }
