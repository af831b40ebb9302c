package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.features.cache.relay.Epoch;
import dev.covet.optimizer.features.cache.relay.Relay;
import dev.covet.optimizer.features.cache.store.CacheKey;
import dev.covet.optimizer.features.cache.store.Entry;
import dev.covet.optimizer.features.cache.store.Versions;
import org.jspecify.annotations.Nullable;

/** What the cache remembers of a query from before it is sent until its answer is there. */
sealed interface Search {
    /**
     * The answer may be there, or is to be kept.
     *
     * @param ttl nanoseconds after which an answer is given no more; 0 for none
     * @param versions from before the query is sent; null if its answer is not to be kept
     * @param flight whose answer others wait for; null if nobody does
     * @param sent a time before the query is sent
     * @param expected the answer that is there, if it is to be compared with the database's
     * @param wish of whoever shares the answer with other JVMs; null if nobody does
     */
    record Missed(
            CacheKey key,
            Plan plan,
            Relay relay,
            Epoch epoch,
            Sightings by,
            long ttl,
            @Nullable Versions versions,
            Flights.@Nullable Flight flight,
            long sent,
            @Nullable Entry expected,
            Sharing.@Nullable Wish wish)
            implements Search {
        Missed(CacheKey key, Plan plan, Relay relay, Epoch epoch, Sightings by, long ttl) {
            this(key, plan, relay, epoch, by, ttl, null, null, 0, null, null);
        }

        Missed with(@Nullable Versions before, Flights.@Nullable Flight mine, long now) {
            return new Missed(key, plan, relay, epoch, by, ttl, before, mine, now, null, null);
        }

        Missed expecting(Entry known, Versions before, long now) {
            return new Missed(key, plan, relay, epoch, by, ttl, before, null, now, known, null);
        }

        Missed sharing(Sharing.@Nullable Wish with) {
            return new Missed(key, plan, relay, epoch, by, ttl, versions, flight, sent, expected, with);
        }
    }

    /**
     * The same where nothing is followed.
     *
     * @param ruling by which its answer may be kept
     * @param versions from before the query is sent; null if its answer is not to be kept
     * @param flight whose answer others wait for; null if nobody does
     * @param sent a time before the query is sent
     */
    record Timed(
            CacheKey key,
            Plan plan,
            TimedRuling ruling,
            Sightings by,
            long ttl,
            @Nullable Versions versions,
            Flights.@Nullable Flight flight,
            long sent)
            implements Search {
        Timed with(@Nullable Versions before, Flights.@Nullable Flight mine, long now) {
            return new Timed(key, plan, ruling, by, ttl, before, mine, now);
        }
    }

    /** The database is asked, and its answer is not kept. */
    record Passed(Sightings by) implements Search {}

    /** The query may have changed something. */
    record Writing() implements Search {}
}
