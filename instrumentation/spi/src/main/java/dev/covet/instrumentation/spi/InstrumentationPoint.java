package dev.covet.instrumentation.spi;

import org.jspecify.annotations.Nullable;

/**
 * Who is called at an instrumented method. It may throw: that is counted, the application does not see it, and after
 * too many the feature is switched off. It must not keep what it is given in a static place.
 */
public interface InstrumentationPoint {
    /**
     * Whether the call that is about to be made would do nothing; if so it is not made. Asked before arguments are
     * gathered, so that a hot method costs next to nothing while nothing is followed. Has no effect and allocates
     * nothing. Not asked at the exit of what was entered.
     *
     * @param value the first argument before a method, or the one that may be replaced; after it, the result
     */
    default boolean idle(@Nullable Object self, @Nullable Object value) {
        return false;
    }

    /** Called before the method. {@code self} is null in a static method. See {@link AdviceKind#MAY_REJECT}. */
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
