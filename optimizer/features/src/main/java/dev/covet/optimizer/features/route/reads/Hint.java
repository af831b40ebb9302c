package dev.covet.optimizer.features.route.reads;

import dev.covet.optimizer.sql.QueryShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comment in a statement asks for: {@code covet:replica} or {@code covet:primary}. */
public enum Hint {
    NONE,
    REPLICA,
    PRIMARY;

    /** What the comments of a statement ask for; null if they contradict each other, or say what nobody knows. */
    static @Nullable Hint of(QueryShape shape) {
        List<String> replica = shape.wishes("replica");
        List<String> primary = shape.wishes("primary");
        List<String> more = new ArrayList<>(replica);
        more.addAll(primary);
        boolean plain = more.stream().allMatch(String::isEmpty);
        boolean several = !replica.isEmpty() && (!primary.isEmpty() || shape.excludes("route"));
        if (!plain || several) {
            return null;
        }
        return primary.isEmpty() ? replica.isEmpty() ? NONE : REPLICA : PRIMARY;
    }
}
