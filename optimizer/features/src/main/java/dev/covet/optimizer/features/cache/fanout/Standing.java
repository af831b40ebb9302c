package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.signal.RelayStandingSignal;
import dev.covet.optimizer.engine.signal.RelayedCommitsSignal;
import dev.covet.optimizer.engine.signal.SignalBus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** How this JVM is told of one database's changes by one feed, for whoever measures. */
final class Standing {
    /** What a feed can be. */
    enum Role {
        LEADS,
        FOLLOWS,
        APART,
        /** Not open yet. */
        NONE,
        /** For good. */
        ENDED
    }

    private final SignalBus bus;
    private final All all;
    private final AtomicReference<Role> role = new AtomicReference<>(Role.NONE);

    private Standing(SignalBus bus, All all) {
        this.bus = bus;
        this.all = all;
    }

    /** Those of all feeds that are opened alike. */
    static final class All {
        private final AtomicInteger leads = new AtomicInteger();
        private final AtomicInteger follows = new AtomicInteger();
        private final AtomicInteger apart = new AtomicInteger();

        /** Of a feed that is not open yet. */
        Standing begin(SignalBus bus) {
            return new Standing(bus, this);
        }

        private void add(Role role, int more) {
            switch (role) {
                case LEADS -> leads.addAndGet(more);
                case FOLLOWS -> follows.addAndGet(more);
                case APART -> apart.addAndGet(more);
                case NONE, ENDED -> {}
            }
        }
    }

    /** Whatever comes after the end changes nothing. */
    void become(Role next) {
        Role before = role.getAndUpdate(known -> known == Role.ENDED ? known : next);
        if (before != Role.ENDED && before != next) {
            all.add(before, -1);
            all.add(next, 1);
            tell();
        }
    }

    /** To be called now and then: what was told before may be lost. */
    void tell() {
        bus.post(new RelayStandingSignal(all.leads.get(), all.follows.get(), all.apart.get()));
    }

    void handedOn(int commits) {
        relayed(true, commits);
    }

    void takenOver(int commits) {
        relayed(false, commits);
    }

    private void relayed(boolean handedOn, int commits) {
        if (commits > 0) {
            bus.post(new RelayedCommitsSignal(handedOn, commits));
        }
    }
}
