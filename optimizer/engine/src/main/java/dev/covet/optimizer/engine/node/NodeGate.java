package dev.covet.optimizer.engine.node;

import org.jspecify.annotations.Nullable;

/** Where those who open and lend connections ask. It is there before the settings are read, and lets all pass until then. */
public final class NodeGate {
    /** Pools fill themselves by threads of their own; shared by all of them, as they may be stacked. */
    private static final ThreadLocal<@Nullable Filling> filling = new ThreadLocal<>();

    private volatile NodeWatch watch = NodeWatch.NONE;

    private static final class Filling {
        private @Nullable WatchedNode asked;
    }

    public NodeWatch watch() {
        return watch;
    }

    /** Takes effect with the next connection that is opened. */
    public void watch(NodeWatch changed) {
        watch = changed;
    }

    /** Whether nobody watches. */
    public boolean isOpen() {
        return watch == NodeWatch.NONE;
    }

    /** A thread of a pool begins to open a connection for which nobody of the application waits on that thread. */
    public void beginFilling() {
        filling.set(new Filling());
    }

    /** It has done so; the node that it has asked, if that is known. */
    public @Nullable WatchedNode endFilling() {
        Filling ended = filling.get();
        filling.remove();
        return ended == null ? null : ended.asked;
    }

    /** Whether this thread does that: it has its own pauses, and without it the pool would stay empty. */
    public boolean isFilling() {
        return filling.get() != null;
    }

    /** This thread asks this node. */
    public void asks(WatchedNode node) {
        Filling present = filling.get();
        if (present != null) {
            present.asked = node;
        }
    }

    public @Nullable WatchedNode node(NodeName name) {
        return watch.node(name);
    }
}
