package dev.covet.optimizer.engine.node;

import org.jspecify.annotations.Nullable;

/** Where those who open and lend connections ask. It is there before the settings are read, and lets all pass until then. */
public final class NodeGate {
    /** Pools fill themselves by threads of their own; shared by all of them, as they may be stacked. */
    private static final ThreadLocal<@Nullable Filling> filling = new ThreadLocal<>();

    private volatile NodeWatch watch = NodeWatch.NONE;

    private final Relocations relocations = new Relocations();

    private static final class Filling {
        private final boolean patient;
        private @Nullable WatchedNode asked;

        private Filling(boolean patient) {
            this.patient = patient;
        }
    }

    /** Which servers others stand in for. */
    public Relocations relocations() {
        return relocations;
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

    /**
     * A thread of a pool begins to open a connection for which nobody of the application waits on that thread.
     *
     * @param patient whether it has nothing else to do, and would sleep after a failure
     */
    public void beginFilling(boolean patient) {
        filling.set(new Filling(patient));
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

    /** Whether this thread does that and may as well wait for a server to be there. */
    public boolean isPatient() {
        Filling present = filling.get();
        return present != null && present.patient;
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
