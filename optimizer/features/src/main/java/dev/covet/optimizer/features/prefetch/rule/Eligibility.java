package dev.covet.optimizer.features.prefetch.rule;

import java.util.List;

/**
 * Whether a query may be asked in a batch, and the settings of the connection that was asked.
 *
 * @param reasons against it, each a sentence for people without its full stop; empty if it may
 * @param isolation of the transaction in force, in lower case as the server says it; empty if it was not learned
 * @param statementTimeout in milliseconds, 0 for none
 * @param lockTimeout in milliseconds, 0 for none
 */
public record Eligibility(List<String> reasons, String isolation, long statementTimeout, long lockTimeout) {
    public Eligibility {
        reasons = List.copyOf(reasons);
    }

    static Eligibility refused(List<String> reasons) {
        return new Eligibility(reasons, "", 0, 0);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }
}
