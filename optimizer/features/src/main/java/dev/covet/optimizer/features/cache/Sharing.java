package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.BoundKey;
import dev.covet.optimizer.engine.Cancellation;
import dev.covet.optimizer.engine.RowCodec;
import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Reach;
import dev.covet.optimizer.features.cache.relay.Ruling;
import dev.covet.optimizer.features.cache.shared.KeyWriter;
import dev.covet.optimizer.features.cache.shared.SharedAnswer;
import dev.covet.optimizer.features.cache.shared.SharedKey;
import dev.covet.optimizer.features.cache.shared.SharedListener;
import dev.covet.optimizer.features.cache.shared.SharedTier;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Entry;
import dev.covet.optimizer.features.cache.store.Versions;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers of other JVMs, judged by what this one was told. */
final class Sharing implements AutoCloseable {

    private final @Nullable SharedTier tier;
    private final boolean always;

    Sharing(CacheSettings settings, SharedListener listener) {
        this.always = settings.keepsAll();
        this.tier = settings.mode() == CacheSettings.Mode.ON
                ? SharedTier.of(settings.shared(), settings.mostResultBytes(), listener, System::nanoTime)
                : null;
    }

    /**
     * What is to be shared of a query.
     *
     * @param shown the position up to which an answer shows everything that is asked for from now on
     */
    record Wish(SharedKey key, RowCodec codec, long shown) {
        /** To be called before versions are taken, and these before the query is sent. */
        @Nullable Wish renewed(Epoch epoch) {
            Reach reach = epoch.reach();
            return reach == null ? null : new Wish(key, codec, reach.shown());
        }
    }

    /** Null if answers of this execution are not shared. */
    @Nullable Wish wish(StatementCall call, Search.Missed search, Ruling ruling) {
        SharedTier store = tier;
        Reach reach = search.epoch().reach();
        RowCodec codec = call.session().rows().codec();
        String driver = call.session().driver().everywhere();
        if (store == null
                || reach == null
                || codec == null
                || driver == null
                || ruling.print().isEmpty()
                || !isWorth(store, search.plan().nanos())) {
            return null;
        }
        SharedKey key = key(search, ruling, reach, codec, driver);
        return key == null ? null : new Wish(key, codec, reach.shown());
    }

    private boolean isWorth(SharedTier store, long usual) {
        return store.isWorth(always ? 0 : usual);
    }

    /** Everything that has to be alike for one JVM's answer to be another one's. */
    private static @Nullable SharedKey key(
            Search.Missed search, Ruling ruling, Reach reach, RowCodec codec, String driver) {
        CacheKey asked = search.key();
        int[] tables = ruling.tables().clone();
        Arrays.sort(tables);
        KeyWriter writer = new KeyWriter()
                .text(codec.name())
                .text(driver)
                .text(reach.origin())
                .text(search.epoch().server())
                .text(asked.session() instanceof Identity identity ? identity.settings() : "")
                .text(ruling.print())
                .text(Arrays.toString(tables))
                .text(asked.sql())
                .number(asked.form().prepared() ? 1 : 0)
                .number(asked.form().binary() ? 1 : 0)
                .number(asked.form().mostRows());
        BoundKey values = asked.values();
        for (int position = 1; position <= values.count(); position++) {
            writer.number(asked.form().type(position));
        }
        return writer.values(values).key();
    }

    /**
     * Another JVM's answer that shows all that this one knows of, as an entry to be judged like any other. Null if there is none.
     *
     * @param most nanoseconds that it may wait for another JVM
     */
    @Nullable Entry find(StatementCall call, Search.Missed search, Ruling ruling, Wish wish, long most) {
        Cancellation cancellation = call.cancellation();
        cancellation.passTo(Flights.NOTHING);
        SharedTier store = tier;
        try {
            return store == null
                    ? null
                    : store.find(
                            wish.key(),
                            wish.codec(),
                            search.plan().nanos(),
                            most,
                            cancellation::wanted,
                            answer -> entry(call, search.epoch(), ruling, answer));
        } catch (RuntimeException | LinkageError ours) {
            call.session().engine().protection().guard("cache").failed(ours);
            return null;
        } finally {
            cancellation.passTo(null);
        }
    }

    private static @Nullable Entry entry(StatementCall call, Epoch epoch, Ruling ruling, SharedAnswer answer) {
        Reach reach = epoch.reach();
        Versions versions = reach == null
                ? null
                : reach.covering(
                        answer.shown(), ruling.tables(), call.session().engine().tables());
        return reach != null && versions != null
                ? Entry.of(answer.rows(), versions, epoch, reach.nanos(), now(call), answer.nanos())
                : null;
    }

    /** It was there by now; when, only another JVM's clock knows. */
    private static long now(StatementCall call) {
        return call.session().engine().nanoTime();
    }

    /** For other JVMs: the answer that was kept. */
    void offer(Wish wish, Entry entry) {
        SharedTier store = tier;
        if (store != null && isWorth(store, entry.nanos())) {
            store.offer(wish.key(), wish.codec(), new SharedAnswer(entry.rows(), wish.shown(), entry.nanos()));
        }
    }

    /** The answer is not kept. */
    void release(Wish wish, long usual) {
        SharedTier store = tier;
        if (store != null) {
            store.release(wish.key(), wish.codec(), usual);
        }
    }

    /** Waits until its thread has ended, once it is closed. Returns whether that is so. */
    boolean isOver(Duration most) throws InterruptedException {
        SharedTier store = tier;
        return store == null || store.isOver(most);
    }

    @Override
    public void close() {
        SharedTier store = tier;
        if (store != null) {
            store.close();
        }
    }
}
