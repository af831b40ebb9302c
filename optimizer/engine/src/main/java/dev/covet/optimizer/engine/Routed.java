package dev.covet.optimizer.engine;

import org.jspecify.annotations.Nullable;

/** What is said of a call by and for the routing. Apart, as most calls have nothing of it. */
final class Routed {
    String outcome = "";

    @Nullable String server;

    @Nullable Object way;

    boolean stays;

    @Nullable Throwable lost;
}
