package dev.covet.optimizer.features.cache.shared;

import java.io.IOException;

/** An entry of a log is not what somebody with the same key has written at its place. */
public final class UnreadableEntryException extends IOException {
    private static final long serialVersionUID = 1;

    public UnreadableEntryException(String message) {
        super(message);
    }
}
