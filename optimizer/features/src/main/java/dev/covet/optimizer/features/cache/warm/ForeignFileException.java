package dev.covet.optimizer.features.cache.warm;

import java.io.IOException;

/** The file is somebody else's: it must not be written. */
public final class ForeignFileException extends IOException {
    private static final long serialVersionUID = 1;

    ForeignFileException(String message) {
        super(message);
    }
}
