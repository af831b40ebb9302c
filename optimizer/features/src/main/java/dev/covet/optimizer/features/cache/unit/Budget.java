package dev.covet.optimizer.features.cache.unit;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all connections together may keep. What a connection had that nobody closed comes back with its memory. */
final class Budget {
    /** Of all bytes a single connection may have. */
    private static final int SHARE = 8;

    private final long most;
    private final AtomicLong held = new AtomicLong();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();

    Budget(long most) {
        this.most = most;
    }

    /** For the answers that this object keeps. */
    Account open(Object owner) {
        // Else those of connections that had nothing, or were closed, would stay for ever.
        reclaim();
        Account made = new Account(owner);
        accounts.add(made);
        return made;
    }

    /** Of connections that are there, as far as it is known. */
    int accounts() {
        return accounts.size();
    }

    /** Of all. */
    long held() {
        return held.get();
    }

    private void reclaim() {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            if (each instanceof Account account && accounts.remove(account)) {
                held.addAndGet(-account.bytes.getAndSet(0));
            }
        }
    }

    /** The bytes of one connection. */
    final class Account extends PhantomReference<Object> {
        private final AtomicLong bytes = new AtomicLong();

        private Account(Object owner) {
            super(owner, gone);
        }

        /** Whether it may have so many more. */
        boolean take(long more) {
            if (held.get() + more > most) {
                reclaim();
            }
            if (held.addAndGet(more) > most) {
                held.addAndGet(-more);
                return false;
            }
            bytes.addAndGet(more);
            return true;
        }

        void giveBack(long fewer) {
            bytes.addAndGet(-fewer);
            held.addAndGet(-fewer);
        }

        /** Whether so many more are too much for one connection. */
        boolean exceeds(long more) {
            return bytes.get() + more > most / SHARE;
        }
    }
}
