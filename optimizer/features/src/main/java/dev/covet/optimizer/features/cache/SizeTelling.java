package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.StatementCall;
import dev.covet.optimizer.engine.signal.CacheSizeSignal;
import dev.covet.optimizer.features.cache.store.Store;
import java.util.concurrent.TimeUnit;

/** Tells now and then how much is kept. */
final class SizeTelling {
    private static final long AGAIN = TimeUnit.SECONDS.toNanos(5);

    private volatile long told = System.nanoTime() - AGAIN;

    /** After this call. */
    void tell(StatementCall call, Store store) {
        if (call.endNanos() - told > AGAIN) {
            told = call.endNanos();
            call.session().engine().bus().post(new CacheSizeSignal(store.bytes()));
        }
    }
}
