package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.engine.OpenWrite;
import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Versions;
import org.jspecify.annotations.Nullable;

/** What the cache remembers of a query from before it is sent until its answer is there. */
sealed interface Search {
    /**
     * The answer may be there, or is to be kept.
     *
     * @param versions from before the query is sent; null if its answer is not to be kept
     * @param leads whether others wait for the answer
     * @param wish of whoever shares the answer with other JVMs; null if nobody does
     */
    record Missed(
            CacheKey key,
            Plan plan,
            Relay relay,
            Epoch epoch,
            Sightings by,
            @Nullable Versions versions,
            boolean leads,
            Sharing.@Nullable Wish wish)
            implements Search {
        Missed(CacheKey key, Plan plan, Relay relay, Epoch epoch, Sightings by) {
            this(key, plan, relay, epoch, by, null, false, null);
        }

        Missed with(Versions before, boolean first) {
            return new Missed(key, plan, relay, epoch, by, before, first, null);
        }

        Missed sharing(Sharing.@Nullable Wish with) {
            return new Missed(key, plan, relay, epoch, by, versions, leads, with);
        }
    }

    /** The database is asked, and its answer is not kept. */
    record Passed(Sightings by) implements Search {}

    /** The query may have changed something. */
    record Writing(@Nullable OpenWrite open) implements Search {}
}
