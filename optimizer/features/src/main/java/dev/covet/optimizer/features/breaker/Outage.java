package dev.covet.optimizer.features.breaker;

/**
 * Why a breaker is not closed.
 *
 * @param sinceNanos when it began
 * @param lastError the last thing that was heard
 * @param byRates whether too much failed or was slow, while the server may be reached
 */
record Outage(long sinceNanos, String lastError, boolean byRates) {
    Outage with(String error) {
        return new Outage(sinceNanos, error, byRates);
    }
}
