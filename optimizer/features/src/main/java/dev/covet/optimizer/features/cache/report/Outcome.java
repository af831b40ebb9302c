package dev.covet.optimizer.features.cache.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can become of a query, by the words of metrics, and what they mean for whoever reads a report. */
public enum Outcome {
    HIT("answered"),
    SHARED_HIT("answered with what another JVM was told"),
    WOULD_HIT("could have been answered"),
    WOULD_MISS("asked for the first time, or its tables were changed since; the next could be answered"),
    MISS("asked for the first time, or its tables were changed since; the next is answered"),
    TRANSACTION("within a transaction that is not declared to read only; set the level to transaction, or declare it"),
    WROTE("its transaction has written before"),
    ISOLATION("the isolation level promises what answers of others do not keep"),
    DISTRIBUTED("within a distributed transaction"),
    OPAQUE("something was done with the connection that nobody understood"),
    SESSION("settings or rights of the session are not known well enough"),
    SERVER("the session is on another server, or a standby"),
    UNFOLLOWED("changes of the database are not followed, or not yet: the log says why"),
    UNJUDGED("the catalog has not been asked yet; texts that come but once never are: bind values as parameters"),
    RULED_OUT("the catalog speaks against it"),
    TEXT("its text speaks against it"),
    VALUES("its values cannot be told from others, or differ each time"),
    FORM("the statement is of a kind whose results are not given again, as scrollable ones"),
    CHANGING("its tables were being changed just then"),
    LATE("it was not known yet what had been changed in the last milliseconds"),
    UNNAMED("no rule names a time for all its tables"),
    EXCEPTED("excepted by a rule, a comment or a setting"),
    NOT_PAYING("keeping its answers costs more than it saves"),
    COMPARED("answered by the database, to compare"),
    DISTRUSTED("nothing is answered since a wrong answer was found"),
    ONCE("asked for the first time in its transaction or request"),
    CALLING("another service was being called");

    private static final Map<String, Outcome> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(Outcome::word, Function.identity()));

    private final String meaning;

    Outcome(String meaning) {
        this.meaning = meaning;
    }

    /** As in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** For people, a part of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** Null for a word that is none. */
    static @Nullable Outcome of(String word) {
        return BY_WORD.get(word);
    }

    /** Whether the database need not have been asked. */
    boolean isAnswer() {
        return this == HIT || this == SHARED_HIT || this == WOULD_HIT;
    }
}
