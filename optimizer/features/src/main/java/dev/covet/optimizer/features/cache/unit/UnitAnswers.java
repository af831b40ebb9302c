package dev.covet.optimizer.features.cache.unit;

import dev.covet.optimizer.engine.SessionEnd;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.UnitEnd;
import dev.covet.optimizer.engine.UnitOfWork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one connection was answered in its transaction or unit. Used by the thread that uses the connection; any thread may
 * say that the unit is over.
 */
final class UnitAnswers implements UnitEnd, SessionEnd {
    private static final int MOST = 1_000;

    /** Queries that are remembered, by a hash, without their answers; a power of two. */
    private static final int GHOSTS = 128;

    private final Budget budget;
    private final Budget.Account account;
    private final Level level = new Level();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Answer.Key, Answer> answers = new LinkedHashMap<>();
    private final int[] ghosts = new int[GHOSTS];
    private long owner;
    private volatile boolean any;

    private UnitAnswers(Budget budget) {
        this.budget = budget;
        this.account = budget.open(this);
    }

    /** Those of the call's connection; of another stage's budget are none. */
    static UnitAnswers of(StatementCall call, Budget budget) {
        Object kept = call.session().ofCache();
        if (kept instanceof UnitAnswers known && known.budget == budget) {
            return known;
        }
        if (kept instanceof SessionEnd other) {
            other.letGo();
        }
        UnitAnswers made = new UnitAnswers(budget);
        call.session().ofCache(made);
        return made;
    }

    /** What is known of the level of isolation. */
    Level level() {
        return level;
    }

    /** Whether the same was asked before in this transaction or unit, as far as is remembered. Remembers it. */
    boolean seen(StatementCall call, int query) {
        boolean active = call.session().transaction().active();
        long scope =
                active ? -call.session().transaction().number() : call.work().id();
        int hash = (query * 31 + Long.hashCode(scope)) * 0x9E3779B9;
        int place = hash >>> 25;
        boolean known = ghosts[place] == hash;
        ghosts[place] = hash;
        return known;
    }

    /** The answer to this query, whether it may be given or not; null if there is none. */
    @Nullable Answer get(Answer.Key key) {
        if (!any) {
            return null;
        }
        lock.lock();
        try {
            return answers.get(key);
        } finally {
            lock.unlock();
        }
    }

    /** In place of what was answered before; the oldest make room. */
    void put(StatementCall call, Answer.Key key, Answer answer) {
        long more = key.bytes() + answer.bytes();
        lock.lock();
        try {
            remove(key);
            while (!answers.isEmpty() && (answers.size() >= MOST || account.exceeds(more))) {
                remove(answers.keySet().iterator().next());
            }
            if (account.exceeds(more) || !account.take(more)) {
                return;
            }
            answers.put(key, answer);
            any = true;
            owner = call.work().id();
        } finally {
            lock.unlock();
        }
        call.work().tell(this);
    }

    /** The database answers this query now: what it answered before is not given any more. */
    void drop(Answer.Key key) {
        lock.lock();
        try {
            remove(key);
        } finally {
            lock.unlock();
        }
    }

    private void remove(Answer.Key key) {
        Answer gone = answers.remove(key);
        if (gone != null) {
            account.giveBack(key.bytes() + gone.bytes());
            any = !answers.isEmpty();
        }
    }

    /** Those that hold no more are let go. */
    void tidy(StatementCall call) {
        keep(answer -> answer.hold().holds(call.session()));
    }

    /** Others may have been given newer rows: what is not of a snapshot is let go. */
    void keepSnapshots() {
        keep(answer -> answer.hold().isSnapshot());
    }

    private void keep(Predicate<Answer> which) {
        if (!any) {
            return;
        }
        lock.lock();
        try {
            answers.entrySet().removeIf(entry -> {
                boolean goes = !which.test(entry.getValue());
                if (goes) {
                    account.giveBack(entry.getKey().bytes() + entry.getValue().bytes());
                }
                return goes;
            });
            any = !answers.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void letGo() {
        if (!any) {
            return;
        }
        lock.lock();
        try {
            answers.forEach((key, answer) -> account.giveBack(key.bytes() + answer.bytes()));
            answers.clear();
            any = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void unitEnded(UnitOfWork work) {
        lock.lock();
        try {
            if (owner == work.id()) {
                letGo();
            }
        } finally {
            lock.unlock();
        }
    }
}
