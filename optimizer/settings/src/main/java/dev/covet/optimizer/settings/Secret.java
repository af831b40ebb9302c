package dev.covet.optimizer.settings;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A password or the like. Its text comes out by {@link #reveal()} only. */
public final class Secret {
    /** No secret given. */
    public static final Secret NONE = new Secret("");

    private final String text;

    private Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    public static Secret of(String text) {
        return text.isEmpty() ? NONE : new Secret(text);
    }

    public String reveal() {
        return text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Says whether there is one. Not even its length. */
    @Override
    public String toString() {
        return text.isEmpty() ? "" : Shown.MASK;
    }
}
