package dev.covet.optimizer.features.breaker;

import dev.covet.optimizer.features.breaker.State.Closed;
import dev.covet.optimizer.features.breaker.State.Doubted;
import dev.covet.optimizer.features.breaker.State.Open;
import dev.covet.optimizer.features.breaker.State.Probing;
import dev.covet.optimizer.features.breaker.State.SlowStart;
import java.util.List;
import java.util.Locale;

/** Every step that a breaker may take, and no other. */
enum Move {
    /** Some failures in a row: the server is asked. */
    DOUBT(Doubted.class, Closed.class, SlowStart.class),
    /** It answers. */
    CLEAR(Closed.class, Doubted.class),
    /** It does not. */
    OPEN(Open.class, Doubted.class),
    /** Too much of what it is asked fails or is slow. */
    SHED(Open.class, Closed.class),
    /** It is asked again. */
    TRY(Probing.class, Open.class),
    /** In vain. */
    FAIL(Open.class, Probing.class),
    /** It answers a probe, or somebody's connection. */
    RECOVER(SlowStart.class, Open.class, Probing.class),
    /** Long enough. */
    FULL(Closed.class, SlowStart.class);

    private final Class<? extends State> to;

    @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
    private final List<Class<? extends State>> from;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Move(Class<? extends State> to, Class<? extends State>... from) {
        this.to = to;
        this.from = List.of(from);
    }

    boolean isLegal(State before, State after) {
        return from.contains(before.getClass()) && to == after.getClass();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
