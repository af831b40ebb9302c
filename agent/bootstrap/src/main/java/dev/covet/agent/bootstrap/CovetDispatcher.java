package dev.covet.agent.bootstrap;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one class that advice in other people's classes refers to. In the agent's jar it is named
 * {@code java.lang.CovetDispatcher} and is defined into {@code java.base}, so that every class loader and every module
 * sees it. A point without a target answers null, and advice does nothing on null.
 */
public final class CovetDispatcher {
    private static final AtomicLong errors = new AtomicLong();

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static volatile @Nullable Function<@Nullable Object[], @Nullable Object>[] targets = new Function[0];

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static volatile @Nullable BiPredicate<@Nullable Object, @Nullable Object>[] gates = new BiPredicate[0];

    private CovetDispatcher() {}

    /** Before a method with these arguments; the token of the exit. Several forms, so that an idle point makes no array. */
    public static @Nullable Object enter(int point, @Nullable Object self) {
        return idle(point, self, null) ? null : call(point, self, new @Nullable Object[0], null, null);
    }

    public static @Nullable Object enter(int point, @Nullable Object self, @Nullable Object first) {
        return idle(point, self, first) ? null : call(point, self, new @Nullable Object[] {first}, null, null);
    }

    public static @Nullable Object enter(
            int point, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
        return idle(point, self, first) ? null : call(point, self, new @Nullable Object[] {first, second}, null, null);
    }

    public static @Nullable Object enter(
            int point, @Nullable Object self, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        return idle(point, self, first)
                ? null
                : call(point, self, new @Nullable Object[] {first, second, third}, null, null);
    }

    /** For methods with more arguments. */
    public static @Nullable Object enterMany(int point, @Nullable Object self, @Nullable Object[] arguments) {
        return idle(point, self, arguments[0]) ? null : call(point, self, arguments, null, null);
    }

    /** After an entry at a point that may reject: throws the token if it can be thrown, in place of the method. */
    public static void reject(@Nullable Object token) {
        if (token instanceof Throwable thrown) {
            CovetDispatcher.<RuntimeException>raise(thrown);
        }
    }

    /** Throws whatever it is: the methods that advice is in declare it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** What replaces an argument; null for nothing. */
    public static @Nullable Object replace(int point, @Nullable Object self, @Nullable Object argument) {
        return enter(point, self, argument);
    }

    /** After a method that was not entered; the first of a pair of numbers is the gate's, the second the target's. */
    public static @Nullable Object exit(
            int point, @Nullable Object self, @Nullable Object returned, @Nullable Throwable thrown) {
        return idle(point, self, returned) ? null : call(point + 1, self, null, returned, thrown);
    }

    /** After a method whose entry answered this token. */
    public static @Nullable Object exit(
            int point,
            @Nullable Object self,
            @Nullable Object token,
            @Nullable Object returned,
            @Nullable Throwable thrown) {
        return token == null ? null : call(point + 1, self, token, returned, thrown);
    }

    /** The replacement where there is one of the right type. */
    public static @Nullable Object choose(
            @Nullable Object original, @Nullable Object replacement, boolean ofTheRightType) {
        if (ofTheRightType) {
            return replacement;
        }
        if (replacement != null) {
            errors.incrementAndGet();
        }
        return original;
    }

    /** Whether calling a point would do nothing now. The value is an argument or a result. */
    private static boolean idle(int point, @Nullable Object self, @Nullable Object value) {
        @Nullable BiPredicate<@Nullable Object, @Nullable Object>[] current = gates;
        BiPredicate<@Nullable Object, @Nullable Object> gate = point < current.length ? current[point] : null;
        try {
            return gate != null && gate.test(self, value);
        } catch (Throwable e) {
            suppressed(e);
            return true;
        }
    }

    /** Calls the target of a point with the four objects; its answer, or null when there is none or it failed. */
    private static @Nullable Object call(
            int point, @Nullable Object self, @Nullable Object first, @Nullable Object second, @Nullable Object third) {
        try {
            @Nullable Function<@Nullable Object[], @Nullable Object>[] current = targets;
            Function<@Nullable Object[], @Nullable Object> target = point < current.length ? current[point] : null;
            return target == null ? null : target.apply(new @Nullable Object[] {self, first, second, third});
        } catch (Throwable e) {
            suppressed(e);
            return null;
        }
    }

    /** Counts an error of ours. An error of the JVM itself is thrown on. */
    private static void suppressed(Throwable thrown) {
        errors.incrementAndGet();
        if (thrown instanceof VirtualMachineError error) {
            throw error;
        }
        // By name: the class is on its way out of the JDK.
        if (thrown instanceof Error error
                && "java.lang.ThreadDeath".equals(error.getClass().getName())) {
            throw error;
        }
    }

    /** Sets the target of a point; null removes it. */
    public static synchronized void target(int point, @Nullable Function<@Nullable Object[], @Nullable Object> target) {
        @Nullable Function<@Nullable Object[], @Nullable Object>[] changed =
                Arrays.copyOf(targets, Math.max(targets.length, point + 1));
        changed[point] = target;
        targets = changed;
    }

    /** Sets who knows whether a point is idle; null removes it, and the point is always called. */
    public static synchronized void gate(int point, @Nullable BiPredicate<@Nullable Object, @Nullable Object> gate) {
        @Nullable BiPredicate<@Nullable Object, @Nullable Object>[] changed =
                Arrays.copyOf(gates, Math.max(gates.length, point + 1));
        changed[point] = gate;
        gates = changed;
    }

    /** How many errors were swallowed here. */
    public static long errors() {
        return errors.get();
    }
}
