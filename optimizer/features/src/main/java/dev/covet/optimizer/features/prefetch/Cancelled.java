package dev.covet.optimizer.features.prefetch;

import java.sql.SQLException;

/** The application has cancelled its statement while a batch was executed for it: it gets the batch's error. */
final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final SQLException failure;

    Cancelled(SQLException failure) {
        super(null, failure, false, false);
        this.failure = failure;
    }

    SQLException failure() {
        return failure;
    }
}
