package dev.covet.consistency.cache;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.ChangeSource;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.FeedRefusedException;
import dev.covet.optimizer.engine.change.FeedWishes;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whoever follows another JVM takes each moment as reached at once: it is said to lie before everything. */
record EarlySource(ChangeSource source) implements ChangeSource {
    @Override
    public ChangeFeed open(FeedWishes wishes) throws FeedRefusedException, SQLException {
        return source.open(wishes);
    }

    @Override
    public @Nullable Inquiry inquire(FeedWishes wishes) throws FeedRefusedException, SQLException {
        Inquiry inquiry = source.inquire(wishes);
        return inquiry == null ? null : new Early(inquiry);
    }

    private record Before(Moment moment) implements Moment {
        @Override
        public boolean shows(Commit commit) {
            return moment.shows(commit);
        }

        @Override
        public String origin() {
            return moment.origin();
        }

        @Override
        public long position() {
            return 0;
        }
    }

    private record Early(Inquiry inquiry) implements Inquiry {
        @Override
        public String identity() {
            return inquiry.identity();
        }

        @Override
        public void check() throws SQLException {
            inquiry.check();
        }

        @Override
        public void settle() throws SQLException {
            inquiry.settle();
        }

        @Override
        public void told(Commit commit) {
            inquiry.told(commit);
        }

        @Override
        public Moment moment() throws SQLException {
            return new Before(inquiry.moment());
        }

        @Override
        public void hurry(long told) throws SQLException {
            inquiry.hurry(told);
        }

        @Override
        public Set<String> untold(Collection<String> tables) throws SQLException {
            return inquiry.untold(tables);
        }

        @Override
        public Witness witness() throws SQLException {
            return inquiry.witness();
        }

        @Override
        public Connection asking() {
            return inquiry.asking();
        }

        @Override
        public void close() {
            inquiry.close();
        }
    }
}
