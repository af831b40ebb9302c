package dev.covet.optimizer.features.prefetch.batch;

/** A batch, or why there is none. */
public sealed interface Batch permits BatchText, Batch.Refused, Batch.Repeated {
    /**
     * There is no batch of this form.
     *
     * @param reason the end of a sentence
     */
    record Refused(String reason) implements Batch {}

    /** The query as it is, once for each key, all in one round trip: the driver can do that. */
    record Repeated() implements Batch {}
}
