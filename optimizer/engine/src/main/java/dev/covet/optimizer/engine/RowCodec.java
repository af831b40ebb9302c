package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** Rows of one driver as bytes, and back, for another JVM with the same version of the driver. */
public interface RowCodec {
    /** The driver with its version and that of the form: who has another name understands nothing of the bytes. */
    String name();

    /** Null if these rows cannot be written. */
    byte @Nullable [] encode(Rows rows);

    /** The same rows; null if the bytes are not exactly what {@link #encode} has written. Never throws. */
    @Nullable Rows decode(byte[] bytes);
}
