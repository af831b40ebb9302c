package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.SQLException;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A feed that is slow, or says what is not so. */
final class WrongFeed extends ForwardingFeed {
    private static final long SLOW = TimeUnit.SECONDS.toNanos(1);
    private static final int LOST = 2;

    /** What is wrong with it. */
    enum Defect {
        /** Hands out each commit late, and says so. */
        LATE,
        /** Says that all is handed out when it is not. */
        EVERYTHING_REACHED,
        /** Says that everybody sees what was committed as soon as it was told of. */
        EVERYTHING_SEEN,
        /** Leaves every other commit out. */
        LOSES
    }

    private record Held(Commit commit, long until) {}

    private final Set<Defect> defects;
    private final Deque<Held> held = new ConcurrentLinkedDeque<>();
    private int told;

    private WrongFeed(ChangeFeed feed, Set<Defect> defects) {
        super(feed);
        this.defects = EnumSet.copyOf(defects);
    }

    static ChangeSource of(ChangeSource source, Set<Defect> defects) {
        return wishes -> new WrongFeed(source.open(wishes), defects);
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        super.receive(mostNanos, commit -> {
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
        Moment moment = super.moment();
        return defects.contains(Defect.EVERYTHING_SEEN) ? new Seen(moment) : moment;
    }

    @Override
    public boolean reached(Moment moment) {
        Moment asked = moment instanceof Seen seen ? seen.moment() : moment;
        return super.reached(asked) && (held.isEmpty() || defects.contains(Defect.EVERYTHING_REACHED));
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
