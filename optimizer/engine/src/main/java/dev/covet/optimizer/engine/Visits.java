package dev.covet.optimizer.engine;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who made requests that wrote, known again by a word that came with the answer. A JVM that meets a word for the first time, from
 * another one, knows that what was written is in the database by then; no clocks and no positions are compared.
 */
public final class Visits {
    /** Of the cookie, and of the header for clients that keep none. */
    public static final String NAME = "covet-written";

    private static final int MOST = 20_000;
    private static final int LONGEST = 40;

    private final Words words = new Words();
    private final String jvm = Long.toUnsignedString(new SecureRandom().nextLong(), Character.MAX_RADIX);
    private final LongSupplier nanoTime;
    private final SelfProtection protection;
    private final boolean alone;
    private final long seconds;

    /**
     * Nobody has written yet.
     *
     * @param alone whether what others have written in this JVM does not matter
     * @param seconds for which a client keeps the word: no replica is further behind
     */
    public Visits(LongSupplier nanoTime, SelfProtection protection, boolean alone, long seconds) {
        this.nanoTime = nanoTime;
        this.protection = protection;
        this.alone = alone;
        this.seconds = seconds;
    }

    /** Those that were met last. */
    private static final class Words extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1;

        Words() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    }

    /** Where the word is put. */
    public interface Answer {
        /** Whether its head has not been sent. */
        boolean isOpen();

        /** Whether it is sent over TLS, as far as the server knows. */
        boolean isSecure();

        /** Beside others of this name. */
        void add(String header, String value);
    }

    /** Somebody makes a request. */
    public Visit begin(UnitOfWork work, Function<String, @Nullable String> headers, Answer answer) {
        long before = LastTime.later(seen(cookie(headers.apply("Cookie"))), seen(headers.apply(NAME)));
        return new Visit(this, jvm + '-' + Long.toString(work.id(), Character.MAX_RADIX), before, answer);
    }

    private long seen(@Nullable String word) {
        if (word == null) {
            return LastTime.NEVER;
        }
        long now = nanoTime.getAsLong();
        if (!isOne(word)) {
            return now;
        }
        synchronized (words) {
            Long known = words.putIfAbsent(word, now);
            return known == null ? now : known;
        }
    }

    private static boolean isOne(String word) {
        return word.length() <= LONGEST
                && word.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    private static @Nullable String cookie(@Nullable String cookies) {
        if (cookies == null || !cookies.contains(NAME)) {
            return null;
        }
        for (String each : cookies.split(";", -1)) {
            String pair = each.strip();
            if (pair.startsWith(NAME + '=')) {
                return pair.substring(NAME.length() + 1);
            }
        }
        return null;
    }

    /** Whether what others have written in this JVM does not matter. */
    boolean alone() {
        return alone;
    }

    void wrote(String word, long nanos) {
        synchronized (words) {
            words.merge(word, nanos, LastTime::later);
        }
    }

    /** Returns whether the word is in the answer. */
    boolean announce(String word, Answer answer) {
        try {
            if (!answer.isOpen()) {
                return false;
            }
            answer.add(
                    "Set-Cookie",
                    NAME + '=' + word + "; Max-Age=" + seconds + "; Path=/; HttpOnly; SameSite=Lax"
                            + (answer.isSecure() ? "; Secure" : ""));
            answer.add(NAME, word);
            return true;
        } catch (Throwable error) {
            protection.guard("route").failed(error);
            return true;
        }
    }
}
