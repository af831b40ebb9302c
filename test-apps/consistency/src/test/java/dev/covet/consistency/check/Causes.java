package dev.covet.consistency.check;

import dev.covet.consistency.history.Key;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * On which versions each committed transaction rests: those that it overwrote, those that it read, and those on which
 * the writers of these rest.
 */
final class Causes {
    private final Map<Key, Integer> columns = new HashMap<>();
    private final Map<Transaction, int[]> demands = new HashMap<>();
    private final Map<Transaction, List<Version>> written = new HashMap<>();
    private final List<Transaction> circular = new ArrayList<>();

    private Causes() {}

    static Causes of(Facts facts) {
        Causes causes = new Causes();
        Set<Key> keys = new LinkedHashSet<>();
        facts.keys().forEach(keys::add);
        facts.sightings().forEach(sighting -> keys.add(sighting.key()));
        Map<Transaction, Set<Transaction>> before = new HashMap<>();
        for (Key key : keys) {
            causes.columns.put(key, causes.columns.size());
            Transaction previous = null;
            for (Version version : facts.versions(key).installed()) {
                Transaction writer = version.writer();
                if (writer != null) {
                    causes.written
                            .computeIfAbsent(writer, one -> new ArrayList<>())
                            .add(version);
                    Set<Transaction> earlier = before.computeIfAbsent(writer, one -> new LinkedHashSet<>());
                    if (previous != null) {
                        earlier.add(previous);
                    }
                }
                previous = writer;
            }
        }
        for (Sighting sighting : facts.sightings()) {
            Set<Transaction> earlier = before.get(sighting.reader());
            Transaction writer =
                    sighting.version() == null ? null : sighting.version().writer();
            if (earlier != null && writer != null && writer != sighting.reader()) {
                earlier.add(writer);
            }
        }
        causes.settle(before);
        return causes;
    }

    /** Each transaction after those on which it rests (Kahn). */
    private void settle(Map<Transaction, Set<Transaction>> before) {
        Map<Transaction, List<Transaction>> after = new HashMap<>();
        Map<Transaction, Integer> open = new HashMap<>();
        ArrayDeque<Transaction> ready = new ArrayDeque<>();
        before.forEach((transaction, earlier) -> {
            open.put(transaction, earlier.size());
            earlier.forEach(
                    one -> after.computeIfAbsent(one, same -> new ArrayList<>()).add(transaction));
            if (earlier.isEmpty()) {
                ready.add(transaction);
            }
        });
        while (!ready.isEmpty()) {
            Transaction transaction = ready.remove();
            open.remove(transaction);
            demands.put(transaction, demand(transaction, before.getOrDefault(transaction, Set.of())));
            for (Transaction next : after.getOrDefault(transaction, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        circular.addAll(open.keySet());
    }

    private int[] demand(Transaction transaction, Set<Transaction> before) {
        int[] demand = new int[columns.size()];
        for (Transaction earlier : before) {
            int[] inherited = demands.getOrDefault(earlier, demand);
            for (int column = 0; column < demand.length; column++) {
                demand[column] = Math.max(demand[column], inherited[column]);
            }
        }
        for (Version version : written.getOrDefault(transaction, List.of())) {
            int column = columns.getOrDefault(version.key(), 0);
            demand[column] = Math.max(demand[column], version.index());
        }
        return demand;
    }

    /** The index of the oldest version of a row that may be seen by who sees this transaction. */
    int demanded(Transaction writer, Key key) {
        int[] demand = demands.get(writer);
        Integer column = columns.get(key);
        return demand == null || column == null ? 0 : demand[column];
    }

    /** Transactions that rest on themselves. */
    List<Transaction> circular() {
        return circular;
    }
}
