package dev.covet.optimizer.features.prefetch.serve;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.ConnectionSession;
import dev.covet.optimizer.engine.RowFormat;
import dev.covet.optimizer.engine.Rows;
import dev.covet.optimizer.engine.signal.PrefetchSignal;
import dev.covet.optimizer.engine.validity.Validity;
import dev.covet.optimizer.features.prefetch.learn.Pair;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What one batch has brought and nobody has asked for yet. Belongs to the unit's lock. */
public final class PrefetchedSet {
    private final Pair pair;
    private final Validity validity;
    private final String span;
    private final RowFormat format;
    private final LongConsumer freed;
    private final Map<BoundKey, Rows> left = new HashMap<>();
    private final int size;
    private long bytes;
    private int used;
    private boolean accounted;

    /**
     * Of one batch.
     *
     * @param span the id of the batch's span, empty if it has none
     * @param format of all the rows
     * @param freed is told how many bytes it holds no longer
     */
    public PrefetchedSet(
            Pair pair,
            Validity validity,
            String span,
            RowFormat format,
            List<BoundKey> keys,
            List<Rows> rows,
            LongConsumer freed) {
        this.freed = freed;
        this.pair = pair;
        this.validity = validity;
        this.span = span;
        this.format = format;
        this.size = keys.size();
        for (int i = 0; i < keys.size(); i++) {
            left.put(keys.get(i), rows.get(i));
            bytes += rows.get(i).bytes();
        }
    }

    public String span() {
        return span;
    }

    public Pair pair() {
        return pair;
    }

    /** Whether its answers may be given to this connection now. */
    public boolean holds(ConnectionSession asking) {
        return validity.holds(asking);
    }

    /** Whether the driver would not get such rows any more. Not while its next execution has to be sent anyway. */
    public boolean outOfFormat(RowFormat wanted) {
        return wanted.lasts() && wanted.binary() != format.binary();
    }

    public boolean endedByChange() {
        return validity.endedByChange();
    }

    public boolean has(BoundKey key) {
        return left.containsKey(key);
    }

    /** The answer, which is not given again. */
    public @Nullable Rows take(BoundKey key) {
        Rows rows = left.remove(key);
        if (rows != null) {
            used++;
            bytes -= rows.bytes();
            freed.accept(rows.bytes());
            if (accounted) {
                pair.ledger().usedLater();
            }
        }
        return rows;
    }

    /** Whether what was used of it so far makes up for what it cost. */
    public boolean paid() {
        return pair.ledger().paid(size, used);
    }

    /** What is left takes so much. */
    public long bytes() {
        return bytes;
    }

    /** Those that nobody has asked for. */
    public Set<BoundKey> unused() {
        return left.keySet();
    }

    public boolean isEmpty() {
        return left.isEmpty();
    }

    /** Enters what came of it so far into the accounts; what is used later is entered then. */
    public void account() {
        if (!accounted) {
            accounted = true;
            pair.ledger().settled(size, used);
        }
    }

    /** It is done with. To be called once. */
    public void settle() {
        account();
        freed.accept(bytes);
        bytes = 0;
        Pattern inner = pair.inner();
        validity.session()
                .engine()
                .bus()
                .post(new PrefetchSignal(inner.facts(), pair.outer().text(), inner.text(), size, used));
    }
}
