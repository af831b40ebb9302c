package dev.covet.optimizer.features.prefetch.standing;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one pair stands.
 *
 * @param detail what exactly was found, as the end of a sentence; empty if the reason says all
 */
public record Standing(Reason reason, String detail) {
    /** What is said often is not made each time. */
    private static final Map<Reason, Standing> PLAIN = Arrays.stream(Reason.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), reason -> new Standing(reason, "")));

    static Standing of(Reason reason) {
        return Objects.requireNonNull(PLAIN.get(reason));
    }

    public PairState state() {
        return reason.state();
    }

    /** Behind <i>because</i>: the detail, if there is one. */
    public String because() {
        return detail.isEmpty() ? reason.sentence() : detail;
    }

    /** The reason and, if there is one, the detail. */
    public String text() {
        return detail.isEmpty() ? reason.sentence() : reason.sentence() + ": " + detail;
    }
}
