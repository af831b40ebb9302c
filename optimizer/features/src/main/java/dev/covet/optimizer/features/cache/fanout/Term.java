package dev.covet.optimizer.features.cache.fanout;

import dev.covet.optimizer.engine.change.Inquiry;
import dev.covet.optimizer.features.cache.shared.SharedLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A time in which one JVM hands on the changes of a database.
 *
 * @param mark that says whose time it is
 * @param id which no other has
 */
record Term(String mark, String id) {
    /** A mark that nobody extends goes. */
    private static final long HELD = 5_000;

    /** As long as somebody waits for news. */
    private static final long ASKED = 3_000;

    private static final long KEPT = 60_000;

    /** Changes whenever entries are written otherwise, or mean something else. */
    private static final String FORM = "covet relay 1 ";

    /** Where to read who hands on what this database tells. */
    static String mark(Inquiry inquiry) {
        try {
            byte[] all = (FORM + inquiry.identity()).getBytes(StandardCharsets.UTF_8);
            return "covet:relay:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }

    static Term begin(String mark) {
        return new Term(mark, UUID.randomUUID().toString());
    }

    String log() {
        return mark + ':' + id;
    }

    /** Where readers say that they wait for news. */
    String asked() {
        return log() + ":asked";
    }

    /** Returns whether nobody else holds it. */
    boolean claim(SharedLog.Session store) throws IOException {
        return store.claim(mark, id, HELD);
    }

    /** Of one that holds. */
    void extend(SharedLog.Session store) throws IOException {
        store.extend(mark, HELD);
        store.extend(log(), KEPT);
    }

    void ask(SharedLog.Session store, String news) throws IOException {
        store.write(asked(), news, ASKED);
    }

    /** So that another one can begin at once. */
    void leave(SharedLog.Session store) throws IOException {
        if (id.equals(store.read(mark))) {
            store.delete(mark);
        }
    }
}
