package dev.covet.petshop;

/** A start that failed for a reason which the message explains in full. */
public class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }
}
