package dev.covet.agent.tooling.transform;

import dev.covet.instrumentation.spi.AdviceKind;
import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.MethodAdvice;
import dev.covet.optimizer.engine.SelfProtection;
import dev.covet.optimizer.engine.StageGuard;
import java.sql.SQLException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the dispatcher and a point: kill switch, errors and time. It is the target on exit, and its
 * {@link #entry()} the one on entry; its {@link #gate()} saves most calls. The arrays are the dispatcher's.
 */
final class GuardedPoint implements Function<@Nullable Object[], @Nullable Object> {
    /** Of so many calls one is measured; a power of two. */
    private static final int MEASURED = 16;

    private final InstrumentationPoint point;
    private final boolean needsToken;
    private final boolean mayReject;
    private final SelfProtection protection;
    private final StageGuard feature;
    /** Written without order: it only spreads the sample. */
    private int calls;

    GuardedPoint(MethodAdvice advice, SelfProtection protection, StageGuard feature) {
        this.point = advice.point();
        this.mayReject = advice.kind() == AdviceKind.MAY_REJECT;
        this.needsToken = mayReject || advice.kind() == AdviceKind.ENTER_AND_EXIT;
        this.protection = protection;
        this.feature = feature;
    }

    Function<@Nullable Object[], @Nullable Object> entry() {
        return new Entry();
    }

    BiPredicate<@Nullable Object, @Nullable Object> gate() {
        return new Gate();
    }

    /** Asked before either call that begins something. */
    private final class Gate implements BiPredicate<@Nullable Object, @Nullable Object> {
        @Override
        public boolean test(@Nullable Object self, @Nullable Object value) {
            try {
                return isOff() || point.idle(self, value);
            } catch (Throwable e) {
                feature.failed(e);
                return true;
            }
        }
    }

    /** Called before the method. */
    private final class Entry implements Function<@Nullable Object[], @Nullable Object> {
        @Override
        public @Nullable Object apply(@Nullable Object[] call) {
            return enter(call);
        }
    }

    /** Called with self and the arguments. */
    private @Nullable Object enter(@Nullable Object[] call) {
        if (isOff() || !(call[1] instanceof Object[] arguments)) {
            return null;
        }
        boolean measured = measuresNext();
        long start = measured ? System.nanoTime() : 0;
        try {
            return checked(point.enter(call[0], arguments));
        } catch (Throwable e) {
            feature.failed(e);
            return null;
        } finally {
            if (measured) {
                feature.durations().record(System.nanoTime() - start);
            }
        }
    }

    /** Nothing but what the method may throw anyway, and only where that was asked for, is thrown. */
    private @Nullable Object checked(@Nullable Object token) {
        if (mayReject && token instanceof Throwable wanted && !(token instanceof SQLException)) {
            throw new IllegalStateException("A point wanted to throw what is no SQLException.", wanted);
        }
        return token;
    }

    /** Called with self, the token, the result and what was thrown. */
    @Override
    public @Nullable Object apply(@Nullable Object[] call) {
        Object token = call[1];
        if (needsToken && token == null) {
            return null;
        }
        boolean off = isOff();
        if (off && token == null) {
            return null;
        }
        boolean measured = measuresNext();
        long start = measured ? System.nanoTime() : 0;
        try {
            if (off && token != null) {
                point.abandon(call[0], token);
                return null;
            }
            return point.exit(call[0], token, call[2], (Throwable) call[3]);
        } catch (Throwable e) {
            feature.failed(e);
            return null;
        } finally {
            if (measured) {
                feature.durations().record(System.nanoTime() - start);
            }
        }
    }

    private boolean isOff() {
        return !protection.isEnabled() || feature.isOpen();
    }

    private boolean measuresNext() {
        return (calls++ & (MEASURED - 1)) == 0;
    }
}
