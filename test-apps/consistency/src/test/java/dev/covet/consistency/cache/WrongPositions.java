package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.SQLException;
import java.util.function.Consumer;

/** A feed that is right but for positions in the history. */
final class WrongPositions extends ForwardingFeed {
    private static final long AHEAD = 1L << 24;

    /** What is wrong with them. */
    enum Defect {
        /** Later than what was handed out: as if they were asked for after a query was sent. */
        AHEAD,
        /** They lie before everything, as if all were known that happened before the first one. */
        NO_START,
        /** Those of commits lie before everything, as if nobody compared them. */
        UNCOMPARED,
        /** It is not said which server or history they are of. */
        SAME_ORIGIN
    }

    private final Defect defect;

    private WrongPositions(ChangeFeed feed, Defect defect) {
        super(feed);
        this.defect = defect;
    }

    static ChangeSource of(ChangeSource source, Defect defect) {
        return wishes -> new WrongPositions(source.open(wishes), defect);
    }

    private record Wrong(Moment moment, long position, String origin) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return moment.shows(commit);
        }
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        super.receive(mostNanos, commit -> to.accept(wrong(commit)));
    }

    private Commit wrong(Commit commit) {
        return defect == Defect.UNCOMPARED ? new Commit(commit.id(), commit.tables(), commit.anything(), 0) : commit;
    }

    @Override
    public Moment moment() throws SQLException {
        Moment moment = super.moment();
        return switch (defect) {
            case AHEAD -> new Wrong(moment, moment.position() + AHEAD, moment.origin());
            case NO_START -> new Wrong(moment, 0, moment.origin());
            case UNCOMPARED -> moment;
            case SAME_ORIGIN -> new Wrong(moment, moment.position(), "anywhere");
        };
    }

    @Override
    public boolean reached(Moment moment) {
        return super.reached(moment instanceof Wrong wrong ? wrong.moment() : moment);
    }
}
