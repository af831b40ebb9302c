package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A feed that is slow, or says what is not so. */
final class WrongFeed implements ChangeFeed {
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final int LOST = 5;

    /** What is wrong with it. */
    enum Defect {
        /** Hands out each commit late, and says so. */
        LATE,
        /** Says that all is handed out when it is not. */
        EVERYTHING_REACHED,
        /** Says that everybody sees what was committed as soon as it was told of. */
        EVERYTHING_SEEN,
        /** Leaves commits out. */
        LOSES
    }

    private record Held(Commit commit, long until) {}

    private final ChangeFeed feed;
    private final Set<Defect> defects;
    private final Deque<Held> held = new ConcurrentLinkedDeque<>();
    private int told;

    private WrongFeed(ChangeFeed feed, Set<Defect> defects) {
        this.feed = feed;
        this.defects = EnumSet.copyOf(defects);
    }

    static ChangeSource of(ChangeSource source, Set<Defect> defects) {
        return wishes -> new WrongFeed(source.open(wishes), defects);
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        feed.receive(mostNanos, commit -> {
            if (!defects.contains(Defect.LOSES) || ++told % LOST != 0) {
                held.add(new Held(commit, System.nanoTime() + (defects.contains(Defect.LATE) ? SLOW : 0)));
            }
        });
        while (!held.isEmpty() && System.nanoTime() - held.getFirst().until() >= 0) {
            to.accept(held.getFirst().commit());
            held.removeFirst();
        }
    }

    @Override
    public Moment moment() throws SQLException {
        Moment moment = feed.moment();
        return defects.contains(Defect.EVERYTHING_SEEN) ? new Seen(moment) : new Asked(moment);
    }

    @Override
    public void hurry() throws SQLException {
        feed.hurry();
    }

    @Override
    public boolean reached(Moment moment) {
        Moment asked = moment instanceof Asked known ? known.moment() : moment;
        Moment real = asked instanceof Seen seen ? seen.moment() : asked;
        return feed.reached(real) && (held.isEmpty() || defects.contains(Defect.EVERYTHING_REACHED));
    }

    @Override
    public Set<String> untold(Collection<String> tables) throws SQLException {
        return feed.untold(tables);
    }

    @Override
    public Witness witness() throws SQLException {
        return feed.witness();
    }

    @Override
    public Connection asking() {
        return feed.asking();
    }

    @Override
    public void close() {
        feed.close();
    }

    private record Asked(Moment moment) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return moment.shows(commit);
        }

        @Override
        public String origin() {
            return moment.origin();
        }
    }

    private record Seen(Moment moment) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return true;
        }

        @Override
        public String origin() {
            return moment.origin();
        }
    }
}
