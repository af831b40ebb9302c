package dev.covet.optimizer.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of SQL and what can be known of it without a database. Immutable; never throws, whatever the text. What only
 * some ask for is computed at first use, by racing threads twice at worst.
 */
public final class SqlText {
    /** This object, its facts, its fingerprint, the text's own object, an entry in a cache. */
    private static final int OVERHEAD = 360;

    /** The heap of names that are kept; longer lists are read again each time, so that a text cannot grow much. */
    private static final int LARGEST_NAMES = 800;

    private static final int LONGEST_SUMMARY = 255;

    private final String sql;
    private final Dialect dialect;
    private final Classification facts;
    private @Nullable String summary;
    private @Nullable String queryText;
    private @Nullable Names names;

    private volatile @Nullable Object companion;

    private SqlText(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.facts = Classifier.of(sql, dialect);
    }

    /** Reads a text by the rules of a dialect. */
    public static SqlText of(String sql, Dialect dialect) {
        return new SqlText(sql, dialect);
    }

    /** The text as it was given. */
    public String sql() {
        return sql;
    }

    /** By whose rules it was read. */
    public Dialect dialect() {
        return dialect;
    }

    /** The same for all texts that differ only in literals, blanks, comments, case and the length of lists. */
    public Fingerprint fingerprint() {
        return facts.fingerprint();
    }

    /** Operations and their targets in at most 255 characters. */
    public String summary() {
        String known = summary;
        if (known == null) {
            known = names().summary();
            summary = known;
        }
        return known;
    }

    /**
     * The summary of a batch.
     *
     * @param single of the statement all entries share; empty if they differ
     */
    public static String batchSummary(String single) {
        if (single.isEmpty()) {
            return "BATCH";
        }
        String batch = "BATCH " + single;
        return batch.length() <= LONGEST_SUMMARY
                ? batch
                : batch.substring(0, Math.max(batch.lastIndexOf(' ', LONGEST_SUMMARY), "BATCH".length()));
    }

    /** The text without values; at most 32 KiB. */
    public String queryText() {
        String known = queryText;
        if (known == null) {
            known = Sanitizer.queryText(sql, dialect, facts.literals());
            queryText = known;
        }
        return known;
    }

    /** Whether the text holds values that {@link #queryText} leaves out. */
    public boolean literals() {
        return facts.literals();
    }

    /** The kind of the statement. */
    public StatementKind kind() {
        return facts.kind();
    }

    /** Whether it empties tables of PostgreSQL, and so is a definition by its grammar only. */
    public boolean empties() {
        return kind() == StatementKind.DDL
                && dialect == Dialect.POSTGRESQL
                && summary().regionMatches(true, 0, "truncate", 0, "truncate".length());
    }

    /** Whether it is certain where its literals and comments end, whatever the settings of the server. */
    public boolean understood() {
        return facts.understood();
    }

    /** What the statement does to the transaction. */
    public TransactionVerb transaction() {
        return facts.transaction();
    }

    /** False only if the text is known to read; the functions it calls are judged by their names alone. */
    public boolean mayWrite() {
        return facts.mayWrite();
    }

    /**
     * Whether it is one query that leaves nothing behind, as far as its text tells: what the functions of the
     * application do is not in it.
     */
    public boolean onlyReads() {
        return facts.kind() == StatementKind.SELECT
                && !facts.mayWrite()
                && !facts.changesSession()
                && facts.transaction() == TransactionVerb.NONE;
    }

    /** What a feature keeps with this text for as long as the text is kept; small. */
    public @Nullable Object companion() {
        return companion;
    }

    /** The last one set stays, whoever races. */
    public void companion(Object kept) {
        companion = kept;
    }

    /** Whether the connection is another one afterwards: variables, locks, temporary tables, listeners. */
    public boolean changesSession() {
        return facts.changesSession();
    }

    /** The tables in the order they appear, each once. */
    public List<TableName> tables() {
        return names().tables();
    }

    /**
     * Whether {@link #tables} are all that one query or change of data names. False for every other kind of statement,
     * and where it is not certain what the server reads. Views, triggers and functions are not in a text.
     */
    public boolean tablesKnown() {
        return switch (facts.kind()) {
            case SELECT, INSERT, UPDATE, DELETE, MERGE -> facts.understood() && names().complete();
            default -> false;
        };
    }

    /** The number of {@code ?} to bind. */
    public int parameterCount() {
        return facts.parameters();
    }

    /** The procedure that is called; empty when the text is no call. */
    public String procedure() {
        return facts.kind() == StatementKind.CALL ? names().procedure() : "";
    }

    /** An estimate of the heap this object takes once everything was asked. */
    public long bytes() {
        long text = size(sql);
        long shown = facts.literals() ? Math.min(text, 2L * Sanitizer.LONGEST) : 0;
        long named = Math.min(LARGEST_NAMES, 4 * text);
        return OVERHEAD + text + shown + named + Math.min(text, 2L * LONGEST_SUMMARY);
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            known = Summary.of(sql, dialect);
            if (known.bytes() <= LARGEST_NAMES) {
                names = known;
            }
        }
        return known;
    }

    private static long size(String sql) {
        char all = 0;
        for (int i = 0; i < sql.length(); i++) {
            all |= sql.charAt(i);
        }
        return (all > 0xFF ? 2L : 1L) * sql.length();
    }
}
