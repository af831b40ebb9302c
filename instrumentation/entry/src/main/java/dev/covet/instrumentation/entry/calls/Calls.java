package dev.covet.instrumentation.entry.calls;

import dev.covet.instrumentation.spi.InstrumentationPoint;
import dev.covet.instrumentation.spi.WeakIdentityMap;
import dev.covet.optimizer.engine.Fence;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Calls to other services: tells the fence of the unit of work that made one when it is answered. */
public final class Calls {
    /** A unit that begins more gets nothing that was fetched until it ends. */
    private static final int MOST_UNDER_WAY = 100_000;

    /** Those that go on beside the thread that began them, by what the client will name at their end. */
    private final WeakIdentityMap<Object, Fence> underWay = new WeakIdentityMap<>();

    private volatile boolean followed = true;

    /** Whether anybody wants to know. Takes effect at once; calls that are under way are still ended. */
    public void followed(boolean wanted) {
        followed = wanted;
    }

    private static void heard() {
        Fence fence = Fence.known();
        if (fence != null) {
            fence.heard();
        }
    }

    /** Whether nobody waits for news on this thread. */
    private boolean isIdle() {
        if (!followed) {
            return true;
        }
        Fence fence = Fence.known();
        return fence == null || fence.isUnasked();
    }

    private void began(Object call) {
        Fence fence = Fence.current();
        fence.began();
        if (underWay.size() >= MOST_UNDER_WAY) {
            return;
        }
        Fence before = underWay.put(call, fence);
        if (before != null) {
            before.ended();
        }
    }

    private void ended(Object call) {
        Fence fence = underWay.remove(call);
        if (fence != null) {
            fence.ended();
        }
    }

    /** The service has answered, or a message has come, when this method is left; before it, where it takes the message. */
    final class Heard implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return isIdle();
        }

        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            heard();
            return null;
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            heard();
            return null;
        }
    }

    /** A call begins: also where nobody has asked for anything yet, as it may be answered after somebody has. */
    private abstract class Beginning implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return !followed;
        }
    }

    /** The result completes when the service has answered. What the application does at that moment may come first. */
    final class Stage extends Beginning {
        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (result instanceof CompletionStage<?> stage) {
                Fence fence = Fence.current();
                fence.began();
                stage.whenComplete(new Completed(fence));
            } else if (result != null) {
                Fence.current().heard();
            }
            return null;
        }
    }

    private record Completed(Fence fence) implements BiConsumer<Object, Throwable> {
        @Override
        public void accept(Object result, Throwable thrown) {
            fence.ended();
        }
    }

    /** The object whose method it is stands for a call that begins. */
    final class Self extends Beginning {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            if (self != null) {
                began(self);
            }
            return null;
        }
    }

    /** The second argument stands for a call that begins. */
    final class Second extends Beginning {
        @Override
        public @Nullable Object enter(@Nullable Object self, @Nullable Object[] arguments) {
            Object call = arguments[1];
            if (call != null) {
                began(call);
            }
            return null;
        }
    }

    /** The future that is returned stands for a call that has begun, and may be over already. */
    final class Result extends Beginning {
        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (result instanceof Future<?> future) {
                began(future);
                if (future.isDone()) {
                    ended(future);
                }
            }
            return null;
        }
    }

    /** A call is over when this method is left, whether it went on beside the thread that began it or not. */
    final class Over implements InstrumentationPoint {
        @Override
        public boolean idle(@Nullable Object self, @Nullable Object value) {
            return underWay.isEmpty() && isIdle();
        }

        @Override
        public @Nullable Object exit(
                @Nullable Object self, @Nullable Object token, @Nullable Object result, @Nullable Throwable thrown) {
            if (self != null) {
                ended(self);
            }
            if (!isIdle()) {
                heard();
            }
            return null;
        }
    }
}
