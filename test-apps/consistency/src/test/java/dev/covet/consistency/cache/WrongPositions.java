package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.ForwardingFeed;
import dev.covet.optimizer.engine.change.Moment;
import java.sql.SQLException;

/** A feed that is right but for the positions of its moments. */
final class WrongPositions extends ForwardingFeed {
    private static final long AHEAD = 1L << 24;

    /** What is wrong with them. */
    enum Defect {
        /** Later than what was handed out: as if they were asked for after a query was sent. */
        AHEAD,
        /** They lie before everything, as if all were known that happened before the first one. */
        NO_START
    }

    private final Defect defect;

    private WrongPositions(ChangeFeed feed, Defect defect) {
        super(feed);
        this.defect = defect;
    }

    static ChangeSource of(ChangeSource source, Defect defect) {
        return wishes -> new WrongPositions(source.open(wishes), defect);
    }

    private record Wrong(Moment moment, long position) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return moment.shows(commit);
        }

        @Override
        public String origin() {
            return moment.origin();
        }
    }

    @Override
    public Moment moment() throws SQLException {
        Moment moment = super.moment();
        return switch (defect) {
            case AHEAD -> new Wrong(moment, moment.position() + AHEAD);
            case NO_START -> new Wrong(moment, 0);
        };
    }

    @Override
    public boolean reached(Moment moment) {
        return super.reached(moment instanceof Wrong wrong ? wrong.moment() : moment);
    }
}
