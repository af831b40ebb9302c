package dev.covet.optimizer.features.cache.shared;

import java.io.IOException;

/** The server has answered with an error. The connection can be used further. */
final class RedisErrorException extends IOException {
    private static final long serialVersionUID = 1;

    RedisErrorException(String message) {
        super(message);
    }
}
