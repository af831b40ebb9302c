package dev.covet.optimizer.features.prefetch.unit;

import dev.covet.optimizer.callsite.CallSite;
import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.Engine;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.UnitEnd;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.find.Repetition;
import dev.covet.optimizer.features.prefetch.learn.Explanation;
import dev.covet.optimizer.features.prefetch.learn.Mapping;
import dev.covet.optimizer.features.prefetch.learn.MappingSearch;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.learn.Relation;
import dev.covet.optimizer.features.prefetch.serve.Imagined;
import dev.covet.optimizer.features.prefetch.serve.PrefetchedSet;
import dev.covet.optimizer.features.prefetch.spend.Ledger;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What one unit of work has read, and what was fetched for it. Any thread may call; who would have to wait does not. */
public final class UnitMemory implements UnitEnd {
    private final MemoryLimit limit;
    private final boolean acts;
    private final Engine engine;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Pattern, Relation> relations = new LinkedHashMap<>(8, 0.75f, true);
    private final Map<Pattern, Asked> asked = new LinkedHashMap<>();
    private final List<Stream> streams = new ArrayList<>(1);
    private Unkept unkept = Unkept.NONE;
    private volatile boolean streaming;
    private long bytes;

    /** Of batches, what nobody has asked for yet. */
    private long fetched;

    private boolean ended;

    /**
     * Of one unit.
     *
     * @param acts whether batches are sent, or only imagined
     * @param engine takes the findings
     */
    public UnitMemory(MemoryLimit limit, boolean acts, Engine engine) {
        this.limit = limit;
        this.acts = acts;
        this.engine = engine;
    }

    /** A result that comes in blocks, of which {@link #observed} was told the first. */
    public void streams(Stream stream) {
        if (lock.tryLock()) {
            try {
                if (!ended && streams.size() < Limits.STREAMS) {
                    streams.add(stream);
                    streaming = true;
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Those this thread reads. To be looked at without the lock, as the driver is asked, and told to {@link #moved}. */
    public List<Stream> streams() {
        if (!streaming || !lock.tryLock()) {
            return List.of();
        }
        try {
            return streams.stream().filter(Stream::isMine).toList();
        } finally {
            lock.unlock();
        }
    }

    /** What a stream has at present; null once it is closed. */
    public void moved(Stream stream, @Nullable Rows block) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (block == null) {
                streams.remove(stream);
                streaming = !streams.isEmpty();
            } else if (!ended && stream.isNew(block)) {
                Relation relation = relations.get(stream.pattern());
                long gone = relation == null ? 0 : relation.remove(stream.block());
                bytes -= gone;
                limit.giveBack(gone);
                keep(stream.pattern(), stream.asked(), block);
                stream.moveTo(block);
            }
        } finally {
            lock.unlock();
        }
    }

    /** To be asked before a query is sent. */
    public Attention attention(Pattern pattern, BoundKey key) {
        List<Pair> pairs = pattern.pairs();
        if (!lock.tryLock()) {
            return Attention.OBSERVE;
        }
        try {
            Asked query = asked.get(pattern);
            if (pairs.isEmpty()) {
                return query != null && query.isToExplain() ? Attention.DECIDE : Attention.OBSERVE;
            }
            Pair resting = acts ? resting(query, pairs, key) : null;
            query = resting == null ? null : query(pattern);
            if (resting == null || query == null) {
                return Attention.DECIDE;
            }
            query.rest().counts(resting);
            // What follows from the answers is found as long as the first few are kept.
            return query.rest().executions() <= Limits.KEPT_AT_REST ? Attention.OBSERVE : Attention.COUNT;
        } finally {
            lock.unlock();
        }
    }

    /** The pair this execution belongs to, if batches pay for none it could belong to, and none is looked at. */
    private @Nullable Pair resting(@Nullable Asked known, List<Pair> pairs, BoundKey key) {
        if (known != null && (known.rest().isLooking() || known.hasPrefetched())) {
            return null;
        }
        Pair before = known == null ? null : known.rest().pair();
        if (known != null && before != null) {
            boolean goesOn = before.rests()
                    && relations.get(before.outer()) != null
                    && !known.rest().looks(before);
            return goesOn ? before : null;
        }
        List<Pair> here = pairs.stream()
                .filter(pair -> relations.containsKey(pair.outer()))
                .toList();
        if (!here.stream().allMatch(Pair::rests)) {
            return null;
        }
        List<Pair> found =
                mostTrusted(here.stream().filter(pair -> isFrom(pair, key)).toList());
        Asked query = found.isEmpty() ? null : query(found.get(0).inner());
        return query == null || found.stream().anyMatch(query.rest()::looks) ? null : found.get(0);
    }

    private boolean isFrom(Pair pair, BoundKey key) {
        Relation relation = relations.get(pair.outer());
        return relation != null && relation.find(key, pair.mapping()) >= 0;
    }

    /** After the database has answered a query that is only to be counted. */
    public void counted(Pattern pattern, BoundKey key, long nanos) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Asked query = ended ? null : asked.get(pattern);
            if (query != null) {
                query.executed(key, null, nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Before a query is sent that deserves it.
     *
     * @param format of its rows if it is sent
     */
    public Decision decide(Pattern pattern, BoundKey key, ConnectionSession session, RowFormat format) {
        if (!lock.tryLock()) {
            return Decision.PROCEED;
        }
        try {
            Asked query = asked.get(pattern);
            if (query != null) {
                Decision.Serve served = query.take(key, session, format);
                if (served != null) {
                    return served;
                }
                query.check(session, format);
                if (query.wouldTake(key)) {
                    return Decision.PROCEED;
                }
            }
            return query != null || !pattern.pairs().isEmpty()
                    ? fetch(pattern, query, key, session, format)
                    : Decision.PROCEED;
        } finally {
            lock.unlock();
        }
    }

    private Decision fetch(
            Pattern pattern, @Nullable Asked query, BoundKey key, ConnectionSession session, RowFormat format) {
        Pair current = query == null ? null : query.pair();
        boolean doubtful = query != null && query.isDoubtful(key);
        Decision decision = current == null || doubtful ? null : plan(query, current, key, session, format);
        if (decision == null && query != null) {
            decision = searched(query, key, doubtful, session, format);
        }
        if (decision == null && current != null && doubtful) {
            decision = plan(query, current, key, session, format);
        }
        int before = query == null ? 0 : query.executions();
        for (Pair pair : decision == null ? mostTrusted(pattern.pairs()) : List.<Pair>of()) {
            decision = before >= 2 || pair.ledger().learned() ? plan(query, pair, key, session, format) : null;
            if (decision != null) {
                break;
            }
        }
        if (decision == null && query != null && current != null) {
            query.strays();
        }
        return decision == null ? Decision.PROCEED : decision;
    }

    private static List<Pair> mostTrusted(List<Pair> pairs) {
        if (pairs.size() < 2) {
            return pairs;
        }
        Map<Pair, Double> hits = new HashMap<>();
        pairs.forEach(pair -> hits.put(pair, pair.ledger().hits()));
        List<Pair> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparing(Pair::likeness, Comparator.reverseOrder())
                .thenComparing(hits::get, Comparator.reverseOrder()));
        return sorted;
    }

    /** Looks for the relation in whose order the executions came; of several for the one from which most could follow. */
    private @Nullable Decision searched(
            Asked query, BoundKey key, boolean now, ConnectionSession session, RowFormat format) {
        List<BoundKey> executions = query.toExplain(key, now);
        if (executions.isEmpty()) {
            return null;
        }
        Relation best = null;
        Explanation how = null;
        int most = 0;
        for (Relation relation : relations.values()) {
            Explanation found = relation.pattern().equals(query.pattern())
                    ? null
                    : MappingSearch.of(relation, executions, query.pattern());
            if (found == null || (how != null && how.isSurerThan(found))) {
                continue;
            }
            int next = follow(relation, found.mapping(), query, key);
            if (how == null || found.isSurerThan(how) || next >= most) {
                best = relation;
                how = found;
                most = next;
            }
        }
        Pair pair = best == null || how == null ? null : query.pattern().pair(best, how.mapping());
        return pair == null ? null : plan(query, pair, key, session, format);
    }

    private static int follow(Relation relation, Mapping mapping, Asked query, BoundKey key) {
        int at = relation.find(key, mapping);
        return at < 0
                ? 0
                : relation.after(at, key, mapping, query.known(), true, Ledger.MOST_KEYS)
                        .size();
    }

    /** Null if the execution does not follow from a row of the pair's outer query. */
    private @Nullable Decision plan(
            @Nullable Asked known, Pair pair, BoundKey key, ConnectionSession session, RowFormat format) {
        Relation relation = relations.get(pair.outer());
        int at = relation == null ? -1 : relation.find(key, pair.mapping());
        Asked query = at < 0 || known != null ? known : query(pair.inner());
        if (relation == null || query == null || at < 0) {
            return null;
        }
        query.follows(pair);
        query.at(pair, at, key);
        Rows like = query.like() == null ? pair.like(session) : query.like();
        int rows = relation.size() - at + (pair.backwards() ? at : 0);
        if (rows < 2 || like == null || pair.refused() != null || query.isOff() || query.waitsFor(format)) {
            return Decision.PROCEED;
        }
        boolean shadow = pair.ledger().shadow();
        if (acts && !shadow && query.executions() == 0 && pair.ledger().refreshes()) {
            return Decision.PROCEED;
        }
        if (acts && shadow && !query.rest().looks(pair)) {
            return Decision.PROCEED;
        }
        int most = Math.min(format.lasting(), pair.mostKeys());
        int size = Math.min(most, pair.ledger().size(query.batch(), rows));
        List<BoundKey> keys = new ArrayList<>(size);
        keys.add(key);
        keys.addAll(relation.after(at, key, pair.mapping(), query.known(), pair.backwards(), size - 1));
        if (keys.size() < 2) {
            return Decision.PROCEED;
        }
        query.planned(size, keys.size() < size ? keys.size() : rows);
        if (pair.like(session) == null && !session.state().opaque()) {
            pair.like(like, session);
        }
        if (!acts || shadow) {
            query.imagined(new Imagined(pair, keys), keys.subList(1, keys.size()));
            return Decision.PROCEED;
        }
        return limit.isNearlyFull() ? withoutRoom(pair) : new Decision.Fetch(pair, keys, like);
    }

    private static Decision withoutRoom(Pair pair) {
        pair.stops(Reason.MEMORY.plain());
        return Decision.PROCEED;
    }

    /** What a batch has brought for these keys, the first of which is wanted now. */
    public Decision.@Nullable Serve arrived(
            Pair pair, List<BoundKey> keys, List<Rows> rows, String span, Validity validity, RowFormat format) {
        lock.lock();
        try {
            Asked query = query(pair.inner());
            if (query == null || ended) {
                return null;
            }
            // Where there is no room for all, the one that is wanted now is given.
            int kept = reserved(pair, rows) ? rows.size() : 1;
            List<BoundKey> those = keys.subList(0, kept);
            for (int i = 0; i < kept; i++) {
                keep(pair.inner(), keys.get(i), rows.get(i));
            }
            LongConsumer freed = kept == rows.size() ? this::freed : none -> {};
            query.fetched(new PrefetchedSet(pair, validity, span, format, those, rows.subList(0, kept), freed), those);
            return query.take(keys.get(0), validity.session(), format);
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is room for what a batch has brought, which is taken. */
    private boolean reserved(Pair pair, List<Rows> rows) {
        long more = rows.stream().mapToLong(Rows::bytes).sum();
        if (fetched + more > Limits.BYTES || !limit.take(more)) {
            pair.stops(Reason.MEMORY.plain());
            return false;
        }
        fetched += more;
        return true;
    }

    private void freed(long gone) {
        fetched -= gone;
        limit.giveBack(gone);
    }

    /** After a query was answered by the database. */
    public void observed(Pattern pattern, @Nullable BoundKey key, @Nullable Rows rows, long nanos) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            Asked query = ended ? null : query(pattern);
            if (query == null) {
                return;
            }
            query.executed(key, rows, nanos);
            if (query.executions() == 2 && pattern.callSite() == null) {
                pattern.callSite(CallSite.here());
            }
            Pair pair = query.pair();
            if (pair != null) {
                pair.ledger().single(nanos, rows == null ? 0 : query.bytes());
            }
            if (rows != null) {
                keep(pattern, key, rows);
            }
        } finally {
            lock.unlock();
        }
    }

    /** After a query has failed. */
    public void failed(Pattern pattern) {
        if (lock.tryLock()) {
            try {
                Asked query = ended ? null : query(pattern);
                if (query != null) {
                    query.failed();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable Asked query(Pattern pattern) {
        Asked query = asked.get(pattern);
        if (query == null && asked.size() < Limits.QUERIES && !ended) {
            query = new Asked(pattern);
            asked.put(pattern, query);
        }
        return query;
    }

    private void keep(Pattern pattern, @Nullable BoundKey key, Rows rows) {
        if (rows.size() == 0) {
            return;
        }
        if (rows.size() > Limits.ROWS || rows.bytes() > Limits.RESULT_BYTES) {
            unkept = unkept.with(pattern, Reason.LARGE);
            return;
        }
        long more = Relation.heap(rows);
        while (bytes + more > Limits.BYTES
                || (relations.size() >= Limits.RELATIONS && !relations.containsKey(pattern))) {
            forgetOldest();
        }
        if (!limit.take(more)) {
            unkept = unkept.with(pattern, Reason.MEMORY);
            return;
        }
        if (relations.computeIfAbsent(pattern, Relation::new).add(rows, key)) {
            bytes += more;
        } else {
            limit.giveBack(more);
        }
    }

    private void forgetOldest() {
        Iterator<Relation> oldest = relations.values().iterator();
        long gone = oldest.next().bytes();
        oldest.remove();
        bytes -= gone;
        limit.giveBack(gone);
    }

    @Override
    public void unitEnded(UnitOfWork work) {
        List<FindingSignal> findings = new ArrayList<>();
        Reason idle = acts ? null : Reason.OBSERVE;
        lock.lock();
        try {
            ended = true;
            for (Asked query : asked.values()) {
                Pair pair = query.pair();
                Relation outer = pair == null ? null : relations.get(pair.outer());
                query.ended(outer);
                query.account(unkept, idle, engine);
                if (query.executions() < Repetition.FEWEST) {
                    continue;
                }
                FindingSignal finding = query.repetition(relations.get(query.pattern()), outer, unkept, idle)
                        .finding(work, engine.nanoTime());
                if (finding != null) {
                    findings.add(finding);
                }
            }
            limit.giveBack(bytes);
            bytes = 0;
            relations.clear();
            streams.clear();
            streaming = false;
            asked.clear();
        } finally {
            lock.unlock();
        }
        findings.forEach(engine.bus()::post);
    }
}
