package dev.covet.optimizer.features.route.node;

import dev.covet.optimizer.engine.OwnThread;
import dev.covet.optimizer.engine.node.ErrorClass;
import dev.covet.optimizer.engine.node.ErrorClasses;
import dev.covet.optimizer.engine.node.Relocations;
import dev.covet.optimizer.features.route.RouteSettings;
import dev.covet.optimizer.features.route.node.Succession.Step;
import dev.covet.optimizer.features.route.position.Report;
import dev.covet.optimizer.sql.Dialect;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** Lets the application's connections go to the primary of its cluster when that is another one than before. */
public final class Failover {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(500);

    private final RouteSettings.Mode mode;
    private final Relocations relocations;
    private final RouteListener listener;
    private final LongSupplier nanoTime;
    private final String home;
    private final List<String> addresses;
    private final UnaryOperator<String> names;
    private final Succession succession;

    /** Who was the primary and is not any more: nobody is to have a connection there. */
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile long leftNanos;
    private volatile boolean homeLost;

    /**
     * Of one cluster.
     *
     * @param home the name of the server that the application wants
     * @param addresses of the others, as settings have them
     * @param names what {@link Relocations#name} is for an address
     */
    public Failover(
            RouteSettings.Mode mode,
            Relocations relocations,
            RouteListener listener,
            LongSupplier nanoTime,
            String home,
            List<String> addresses,
            UnaryOperator<String> names) {
        this.mode = mode;
        this.relocations = relocations;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.home = home;
        this.addresses = addresses;
        this.names = names;
        this.succession = new Succession(addresses.size(), nanoTime);
        this.leftNanos = nanoTime.getAsLong();
    }

    /** Whether the server at this place is the primary though it is not the one that the application wants. */
    boolean standsIn(int who) {
        return who != Succession.HOME && who == succession.primary();
    }

    /** Whether any server of this JVM has been succeeded: then the primary may well be named as a replica. */
    boolean hasHappened() {
        return relocations.haveHappened();
    }

    /** Whether something is wrong, so that all are to be asked often, and nothing is to be forgotten. */
    boolean isTroubled() {
        return homeLost || succession.primary() != Succession.HOME;
    }

    /** This running server has answered; the home is the first one. */
    void said(int who, String server, Report report) {
        if (who == Succession.HOME) {
            homeIs(false, true);
        }
        took(succession.said(who, server, report));
        leaveAgain();
    }

    /**
     * It could not be asked.
     *
     * @param opening whether no connection could be opened
     */
    void lost(int who, SQLException why, boolean opening) {
        ErrorClass kind = ErrorClasses.of(why, Dialect.POSTGRESQL);
        boolean gone = opening && kind.isUnreachable();
        if (who == Succession.HOME) {
            homeIs(gone && succession.isKnown(), opening && kind != ErrorClass.UNKNOWN);
        }
        took(succession.lost(who, gone));
        leaveAgain();
    }

    /** With neither, nobody knows. */
    private void homeIs(boolean gone, boolean there) {
        if (gone) {
            homeLost = true;
            if (mode == RouteSettings.Mode.ON) {
                relocations.lost(home);
            }
        } else if (there) {
            homeLost = false;
            relocations.found(home);
        }
    }

    private void took(Step step) {
        switch (step.turn()) {
            case MOVED -> moved(step);
            case RENEWED -> {
                if (mode == RouteSettings.Mode.ON) {
                    left.remove(name(step.to()));
                    leave(List.of(name(step.to())));
                }
            }
            case SEVERAL -> {
                if (said.add("several " + step.to())) {
                    listener.severalPrimaries(shown(step.from()), shown(step.to()));
                }
            }
            case NONE -> {}
        }
    }

    private void moved(Step step) {
        said.clear();
        listener.moved(shown(step.from()), shown(step.to()), mode == RouteSettings.Mode.ON);
        if (mode != RouteSettings.Mode.ON) {
            return;
        }
        left.add(name(step.from()));
        left.remove(name(step.to()));
        if (step.to() == Succession.HOME) {
            relocations.returned(home);
        } else {
            relocations.moved(home, shown(step.to()));
        }
        leave(List.copyOf(left));
    }

    /** Somebody may have been about to connect there when it was left. */
    private void leaveAgain() {
        long now = nanoTime.getAsLong();
        if (!left.isEmpty() && now - leftNanos > PACE) {
            leftNanos = now;
            leave(List.copyOf(left));
        }
    }

    /** Ending connections may take its time. */
    private void leave(List<String> servers) {
        if (leaving.compareAndSet(false, true)) {
            Runnable task = () -> {
                try {
                    servers.forEach(relocations::leave);
                } finally {
                    leaving.set(false);
                }
            };
            OwnThread.of(task, "covet-route-leave-" + THREADS.incrementAndGet()).start();
        }
    }

    private String name(int who) {
        return who == Succession.HOME ? home : names.apply(shown(who));
    }

    private String shown(int who) {
        return who == Succession.HOME ? home : Replica.name(addresses.get(who - 1));
    }

    /** Nobody looks after it any more. What has moved stays where it is. */
    void end() {
        relocations.found(home);
    }
}
