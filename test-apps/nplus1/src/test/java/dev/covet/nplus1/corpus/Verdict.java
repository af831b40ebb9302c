package dev.covet.nplus1.corpus;

import dev.covet.optimizer.engine.signal.FindingSignal;
import dev.covet.optimizer.engine.signal.FindingSignal.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What Covet says of a request.
 *
 * @param found the queries that are asked once for each row, with what else is said of them
 * @param repeats the others that are repeated
 */
record Verdict(Map<String, Expected> found, Map<String, Kind> repeats) {
    static Verdict of(Collection<FindingSignal> findings) {
        Map<String, Expected> found = new TreeMap<>();
        Map<String, Kind> repeats = new TreeMap<>();
        for (FindingSignal finding : findings) {
            String inner = Watch.key(finding.inner());
            if (finding.kind() == Kind.N_PLUS_ONE && finding.outer() != null) {
                found.put(inner, Expected.of(Watch.key(finding.outer()), inner, columns(finding.mapping())));
            } else {
                repeats.put(inner, finding.kind());
            }
        }
        return new Verdict(found, repeats);
    }

    /** {@code parameter 1 = owner.id} becomes {@code 1=owner.id}. */
    private static String columns(String mapping) {
        return mapping.replace("parameter ", "").replace(" = ", "=");
    }

    Set<String> inner() {
        return new TreeSet<>(found.keySet());
    }

    @Override
    public String toString() {
        String all = found.values().stream()
                .map(each -> each.outer() + " -> " + each.inner() + " " + each.mapping())
                .collect(Collectors.joining("; "));
        return all + (repeats.isEmpty() ? "" : " | " + repeats);
    }
}
