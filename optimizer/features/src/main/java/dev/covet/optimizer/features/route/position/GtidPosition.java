package dev.covet.optimizer.features.route.position;

import java.util.HashMap;
import java.util.Map;

/**
 * The last transaction of each domain of a MariaDB.
 *
 * <p>Within a domain each server numbers upwards, and the replicas of one primary have its transactions in its order. So a
 * later one of the same server comes after all that was there before; of one of another server that cannot be said.
 */
record GtidPosition(Map<Long, Gtid> domains) implements Position {
    GtidPosition {
        domains = Map.copyOf(domains);
    }

    /** One transaction. */
    record Gtid(long server, long number) {}

    /** As the server writes it: {@code 0-1-100,7-2-33}. */
    static GtidPosition of(String written) {
        Map<Long, Gtid> domains = new HashMap<>();
        for (String each : written.isBlank() ? new String[0] : written.split(",", -1)) {
            String[] parts = each.strip().split("-", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("no position of MariaDB: " + written);
            }
            // Several of one domain stand in no position that a server tells of itself.
            Gtid gtid = new Gtid(Long.parseLong(parts[1]), Long.parseUnsignedLong(parts[2]));
            if (domains.put(Long.parseLong(parts[0]), gtid) != null) {
                throw new IllegalArgumentException("two places in one domain: " + written);
            }
        }
        return new GtidPosition(domains);
    }

    /** Of what a server has logged itself and what it had replayed when it was a replica. */
    GtidPosition and(GtidPosition replayed) {
        Map<Long, Gtid> both = new HashMap<>(domains);
        replayed.domains.forEach((domain, gtid) -> both.merge(
                domain, gtid, (one, other) -> Long.compareUnsigned(other.number, one.number) > 0 ? other : one));
        return new GtidPosition(both);
    }

    boolean isEmpty() {
        return domains.isEmpty();
    }

    @Override
    public boolean covers(Position other) {
        return other instanceof GtidPosition there
                && there.domains.entrySet().stream().allMatch(each -> {
                    Gtid here = domains.get(each.getKey());
                    Gtid wanted = each.getValue();
                    return here != null
                            && here.server == wanted.server
                            && Long.compareUnsigned(here.number, wanted.number) >= 0;
                });
    }

    /** In a domain that the primary has, too; of the others it may be the replica of another server. */
    @Override
    public boolean exceeds(Position ofPrimary) {
        return ofPrimary instanceof GtidPosition there
                && domains.entrySet().stream().anyMatch(each -> {
                    Gtid known = there.domains.get(each.getKey());
                    Gtid here = each.getValue();
                    if (known == null) {
                        return false;
                    }
                    int order = Long.compareUnsigned(here.number, known.number);
                    return order > 0 || (order == 0 && here.server != known.server);
                });
    }
}
