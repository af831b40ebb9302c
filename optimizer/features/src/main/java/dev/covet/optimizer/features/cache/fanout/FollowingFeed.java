package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.ChangeFeed;
import dev.covet.optimizer.engine.change.Commit;
import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.engine.change.Moment;
import dev.covet.optimizer.engine.change.Witness;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import dev.covet.optimizer.features.cache.shared.UnreadableEntryException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads what another JVM is told, and asks the database itself what everybody can see. */
final class FollowingFeed implements ChangeFeed {
    private static final long BETWEEN_CHECKS = TimeUnit.SECONDS.toNanos(1);
    private static final long BETWEEN_ASKS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Who leads writes six times as often. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(3);

    private final Inquiry inquiry;
    private final SharedLog.Session store;
    private final Term term;
    private final Runnable unreadable;
    private final Standing standing;
    private final String name = UUID.randomUUID().toString();
    private long last;
    private long heard = System.nanoTime();
    private long checked = heard;
    private long asked = heard;
    private long asks;
    private boolean ended;
    private int taken;

    /** All up to here was handed out. Written by one thread. */
    private volatile long told;

    private volatile boolean failed;

    /**
     * Begins after this entry.
     *
     * @param unreadable is run if an entry cannot be read
     */
    FollowingFeed(
            Inquiry inquiry, SharedLog.Session store, Term term, long last, Runnable unreadable, Standing standing) {
        this.inquiry = inquiry;
        this.store = store;
        this.term = term;
        this.last = last;
        this.unreadable = unreadable;
        this.standing = standing;
    }

    @Override
    public void receive(long mostNanos, Consumer<Commit> to) throws SQLException {
        if (failed) {
            throw new SQLException("The feed has failed before.", "08003");
        }
        boolean received = false;
        taken = 0;
        try {
            check();
            read(store.after(term.log(), last, TimeUnit.NANOSECONDS.toMillis(mostNanos)), to);
            received = true;
        } catch (UnreadableEntryException wrong) {
            unreadable.run();
            throw lost(wrong);
        } catch (IOException gone) {
            throw lost(gone);
        } finally {
            failed = !received;
            standing.takenOver(taken);
        }
    }

    private static SQLException lost(IOException why) {
        return new SQLException("What another JVM hands on cannot be read: " + why.getMessage(), "08006", why);
    }

    private void check() throws SQLException {
        long now = System.nanoTime();
        if (now - checked >= BETWEEN_CHECKS) {
            checked = now;
            standing.tell();
            inquiry.check();
        }
    }

    private void read(List<SharedLog.Entry> entries, Consumer<Commit> to) throws IOException, SQLException {
        for (SharedLog.Entry entry : entries) {
            if (entry.number() != last + 1) {
                throw new SQLException(
                        "Of what another JVM hands on some is missing: " + entry.number() + " follows " + last + ".",
                        "08006");
            }
            last = entry.number();
            EntryReader.read(entry.content(), handing(to));
        }
        long now = System.nanoTime();
        if (!entries.isEmpty()) {
            heard = now;
        }
        if (ended || now - heard > SILENCE) {
            throw new SQLException(
                    "The JVM that hands on the changes " + (ended ? "does so no more." : "is silent."), "08006");
        }
    }

    private EntryReader.Reader handing(Consumer<Commit> to) {
        return new EntryReader.Reader() {
            @Override
            public void commit(Commit commit) {
                taken++;
                inquiry.told(commit);
                to.accept(commit);
            }

            @Override
            public void told(long position) {
                told = Math.max(told, position);
            }

            @Override
            public void end() {
                ended = true;
            }
        };
    }

    @Override
    public Moment moment() throws SQLException {
        return inquiry.moment();
    }

    @Override
    public void hurry() throws SQLException {
        inquiry.hurry(told);
        long now = System.nanoTime();
        if (now - asked < BETWEEN_ASKS) {
            return;
        }
        asked = now;
        try {
            term.ask(store, name + ' ' + ++asks);
        } catch (IOException gone) {
            failed = true;
            throw lost(gone);
        }
    }

    @Override
    public boolean reached(Moment moment) {
        return !failed && moment.position() >= 0 && told >= moment.position();
    }

    @Override
    public long position() {
        return told;
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
        failed = true;
        standing.become(Standing.Role.ENDED);
        store.close();
        inquiry.close();
    }
}
