package dev.covet.instrumentation.spi;

import org.jspecify.annotations.Nullable;

/**
 * Who is called at an instrumented method. It may throw: that is counted, the application does not see it, and after
 * too many the feature is switched off. It must not keep what it is given in a static place.
 */
public interface InstrumentationPoint {
    /** Called before the method. {@code self} is null in a static method. */
    default @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
        return null;
    }

    /** Called after the method; a result other than null replaces that of the method, if its type allows. */
    default @Nullable Object exit(
            @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
        return null;
    }

    /** Called instead of exit when the feature was switched off in between, to clean up what enter did. */
    default void abandon(@Nullable Object self, Object token) {}
}
