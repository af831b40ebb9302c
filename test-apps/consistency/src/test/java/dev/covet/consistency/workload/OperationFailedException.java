package dev.covet.consistency.workload;

import java.sql.SQLException;

/** An operation has failed and is recorded; what it was part of cannot go on. */
final class OperationFailedException extends Exception {
    private static final long serialVersionUID = 1;

    OperationFailedException(SQLException cause) {
        super(cause);
    }
}
