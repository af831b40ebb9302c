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

    /**
     * Whether calling a point would do nothing now. Advice asks before it makes an array of the arguments. The value is an
     * argument or a result; what it is depends on the advice.
     */
    public static boolean idle(int point, @Nullable Object self, @Nullable Object value) {
        @Nullable BiPredicate<@Nullable Object, @Nullable Object>[] current = gates;
        BiPredicate<@Nullable Object, @Nullable Object> gate = point < current.length ? current[point] : null;
        return gate != null && gate.test(self, value);
    }

    /** Calls the target of a point with the four objects; its answer, or null when there is none or it failed. */
    public static @Nullable Object call(
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
    public static void suppressed(Throwable thrown) {
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
