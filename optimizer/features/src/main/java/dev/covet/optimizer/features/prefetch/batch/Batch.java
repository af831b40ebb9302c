package dev.covet.optimizer.features.prefetch.batch;

/** A batch, or why there is none. */
public sealed interface Batch permits BatchText, Batch.Refused {
    /**
     * There is no batch of this form.
     *
     * @param reason the end of a sentence
     */
    record Refused(String reason) implements Batch {}
}
