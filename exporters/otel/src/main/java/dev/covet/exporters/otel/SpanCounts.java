package dev.covet.exporters.otel;

/**
 * What became of spans. Ended is always exported + failed + dropped + waiting.
 *
 * @param ended spans that were made
 * @param exported spans the endpoint has taken
 * @param failed spans the endpoint did not take
 * @param dropped spans that found the queue full
 */
public record SpanCounts(long ended, long exported, long failed, long dropped) {
    static final SpanCounts NONE = new SpanCounts(0, 0, 0, 0);

    /** Spans in the queue or under way. */
    public long waiting() {
        return ended - exported - failed - dropped;
    }
}
