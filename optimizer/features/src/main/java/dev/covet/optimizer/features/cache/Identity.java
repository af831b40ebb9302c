package dev.covet.optimizer.features.cache;

import dev.covet.optimizer.catalog.SessionFacts;

/** Sessions that get the same answers, as one object. */
final class Identity {
    private final SessionFacts facts;

    Identity(SessionFacts facts) {
        this.facts = facts;
    }

    /** Rights and settings, in one text. */
    String settings() {
        return facts.settings();
    }

    String server() {
        return facts.server();
    }

    String refusal() {
        return facts.refusal();
    }

    boolean isSerializable() {
        return facts.isolation().equals("serializable");
    }

    boolean readsCommitted() {
        return facts.isolation().equals("read committed");
    }
}
