package dev.covet.optimizer.features.cache.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.covet.optimizer.engine.change.ChangedTable;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import dev.covet.optimizer.engine.signal.Signal;
import dev.covet.optimizer.engine.signal.SignalBus;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import dev.covet.optimizer.features.cache.shared.UnreadableEntryException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A feed that reads a log: what it hands out, what it takes as reached, and what ends it. */
class FollowingFeedTest {
    private final Script script = new Script();
    private final List<Commit> heard = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final SignalBus bus = new SignalBus(16, error -> {
        throw new AssertionError(error);
    });
    private final Standing standing = new Standing.All().begin(bus);
    private final FollowingFeed feed =
            new FollowingFeed(script, script, Term.begin("mark"), 10, () -> unreadable.add("unreadable"), standing);

    /** The store and the database. */
    private static final class Script implements SharedLog.Session, Inquiry {
        private final List<SharedLog.Entry> entries = new ArrayList<>();
        private final List<String> asked = new ArrayList<>();
        private @Nullable IOException fails;
        private long moment;
        private long hurried = -1;
        private boolean closed;

        void write(long number, @Nullable Commit commit, long told) {
            EntryWriter writer = new EntryWriter();
            if (commit != null) {
                writer.commit(commit);
            }
            writer.told(told);
            entries.add(new SharedLog.Entry(number, writer.take()));
        }

        @Override
        public List<SharedLog.Entry> after(String log, long number, long millis) throws IOException {
            if (fails != null) {
                throw fails;
            }
            return entries.stream().filter(entry -> entry.number() > number).toList();
        }

        @Override
        public void write(String mark, String value, long millis) {
            asked.add(value);
        }

        @Override
        public Moment moment() {
            long position = moment;
            return new Moment() {
                @Override
                public boolean shows(Commit commit) {
                    return true;
                }

                @Override
                public String origin() {
                    return "one";
                }

                @Override
                public long position() {
                    return position;
                }
            };
        }

        @Override
        public void hurry(long told) {
            hurried = told;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String identity() {
            return "one";
        }

        @Override
        public void check() {}

        @Override
        public void settle() {}

        @Override
        public @Nullable String read(String mark) {
            throw new AssertionError();
        }

        @Override
        public boolean claim(String mark, String value, long millis) {
            throw new AssertionError();
        }

        @Override
        public void extend(String name, long millis) {
            throw new AssertionError();
        }

        @Override
        public void delete(String mark) {
            throw new AssertionError();
        }

        @Override
        public void append(String log, SharedLog.Entry entry) {
            throw new AssertionError();
        }

        @Override
        public long last(String log) {
            throw new AssertionError();
        }

        @Override
        public Set<String> untold(Collection<String> tables) {
            throw new AssertionError();
        }

        @Override
        public Witness witness() {
            throw new AssertionError();
        }

        @Override
        public Connection asking() {
            throw new AssertionError();
        }
    }

    private static Commit commit(int id) {
        return new Commit(id, Set.of(new ChangedTable("public", "pet")), false, id);
    }

    private void receive() throws SQLException {
        feed.receive(1_000_000, heard::add);
    }

    @Test
    void commits_areHandedOut_andMomentsReachedOnceAllBeforeThemIsTold() throws SQLException {
        script.moment = 50;
        Moment moment = feed.moment();
        script.write(11, commit(40), 49);
        receive();
        assertThat(heard).containsExactly(commit(40));
        assertThat(feed.reached(moment)).isFalse();

        script.write(12, commit(50), 50);
        assertThat(feed.reached(moment)).isFalse();
        receive();
        assertThat(heard).containsExactly(commit(40), commit(50));
        assertThat(feed.reached(moment)).isTrue();
        assertThat(feed.position()).isEqualTo(50);
    }

    @Test
    void commits_areCounted_alsoThoseBeforeAnEntryThatIsMissing() throws SQLException {
        List<Signal> signals = new CopyOnWriteArrayList<>();
        bus.add(signals::add);
        standing.become(Standing.Role.FOLLOWS);
        receive();
        script.write(11, commit(40), 40);
        script.write(12, commit(41), 41);
        script.write(14, commit(43), 43);
        assertThatThrownBy(this::receive).hasMessageContaining("some is missing");
        feed.close();
        bus.flush(Duration.ofSeconds(10));
        bus.close();

        assertThat(signals)
                .containsExactly(
                        new RelayStandingSignal(0, 1, 0),
                        new RelayedCommitsSignal(false, 2),
                        new RelayStandingSignal(0, 0, 0));
    }

    /** A commit is handed out before anybody is told that all up to it was. */
    @Test
    void commit_isHandedOutBeforeItsPositionCounts() throws SQLException {
        script.moment = 50;
        Moment moment = feed.moment();
        script.write(11, commit(50), 50);

        feed.receive(1_000_000, commit -> assertThat(feed.reached(moment)).isFalse());
        assertThat(feed.reached(moment)).isTrue();
    }

    @Test
    void moment_withoutPosition_isNeverReached() throws SQLException {
        script.moment = -1;
        script.write(11, null, 50);
        receive();

        assertThat(feed.reached(feed.moment())).isFalse();
    }

    @Test
    void entryThatIsMissing_endsIt() throws SQLException {
        script.write(11, commit(40), 40);
        receive();
        script.write(13, commit(50), 50);

        assertThatThrownBy(this::receive).isInstanceOf(SQLException.class).hasMessageContaining("some is missing");
        assertThat(heard).containsExactly(commit(40));
        script.moment = 30;
        assertThat(feed.reached(feed.moment())).isFalse();
        assertThatThrownBy(this::receive).hasMessageContaining("failed before");
    }

    /** As when somebody has written between two entries. */
    @Test
    void sameNumberAgain_endsIt() {
        script.write(11, commit(40), 40);
        script.write(11, commit(50), 50);

        assertThatThrownBy(this::receive).hasMessageContaining("some is missing");
    }

    @Test
    void firstEntryThatIsMissing_endsIt() {
        script.write(12, commit(40), 40);

        assertThatThrownBy(this::receive).hasMessageContaining("some is missing");
        assertThat(heard).isEmpty();
    }

    @Test
    void end_endsIt() {
        EntryWriter writer = new EntryWriter();
        writer.end();
        script.entries.add(new SharedLog.Entry(11, writer.take()));

        assertThatThrownBy(this::receive).hasMessageContaining("no more");
        assertThat(unreadable).isEmpty();
    }

    @Test
    void entryThatCannotBeRead_endsIt_andIsSaid() {
        script.entries.add(new SharedLog.Entry(11, new byte[] {99}));
        assertThatThrownBy(this::receive).isInstanceOf(SQLException.class);

        assertThat(unreadable).hasSize(1);
    }

    @Test
    void storeThatFails_endsIt() throws SQLException {
        script.moment = 0;
        Moment moment = feed.moment();
        assertThat(feed.reached(moment)).isTrue();
        script.fails = new IOException("it is gone");
        assertThatThrownBy(this::receive).hasMessageContaining("it is gone");
        assertThat(unreadable).isEmpty();
        assertThat(feed.reached(moment)).isFalse();

        script.fails = new UnreadableEntryException("not so");
        FollowingFeed other =
                new FollowingFeed(script, script, Term.begin("mark"), 10, () -> unreadable.add("other"), standing);
        assertThatThrownBy(() -> other.receive(1, heard::add)).hasMessageContaining("not so");
        assertThat(unreadable).containsExactly("other");
    }

    @Test
    void hurry_asksTheDatabaseAndWhoLeads() throws SQLException {
        script.write(11, null, 50);
        receive();
        while (script.asked.size() < 2) {
            feed.hurry();
        }

        assertThat(script.hurried).isEqualTo(50);
        assertThat(script.asked).doesNotHaveDuplicates();
        feed.close();
        assertThat(script.closed).isTrue();
    }
}
