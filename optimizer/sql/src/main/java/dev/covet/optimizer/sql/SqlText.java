package dev.covet.optimizer.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of SQL and what can be known of it without a database. Immutable; never throws, whatever the text. What only
 * some ask for is computed at first use, by racing threads twice at worst.
 */
public final class SqlText {
    private static final int OVERHEAD = 400;

    private final String sql;
    private final Dialect dialect;
    private final Classification facts;
    private final long bytes;
    private @Nullable Fingerprint fingerprint;
    private @Nullable String queryText;
    private @Nullable Names names;

    private SqlText(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.facts = Classifier.of(sql, dialect);
        this.bytes = OVERHEAD + size(sql, facts.literals());
    }

    /** Reads a text by the rules of a dialect. */
    public static SqlText of(String sql, Dialect dialect) {
        return new SqlText(sql, dialect);
    }

    /** The text as it was given. */
    public String sql() {
        return sql;
    }

    /** The same for all texts that differ only in literals, blanks, comments, case and the length of lists. */
    public Fingerprint fingerprint() {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = Fingerprinter.of(sql, dialect);
            fingerprint = known;
        }
        return known;
    }

    /** Operations and their targets in at most 255 characters. */
    public String summary() {
        return names().summary();
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

    /** What the statement does to the transaction. */
    public TransactionVerb transaction() {
        return facts.transaction();
    }

    /** False only if the text is known to read; the functions it calls are judged by their names alone. */
    public boolean mayWrite() {
        return facts.mayWrite();
    }

    /** Whether the connection is another one afterwards: variables, locks, temporary tables, listeners. */
    public boolean changesSession() {
        return facts.changesSession();
    }

    /** The tables in the order they appear, each once. */
    public List<TableName> tables() {
        return names().tables();
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
        return bytes;
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            known = Summary.of(sql, dialect);
            names = known;
        }
        return known;
    }

    private static long size(String sql, boolean literals) {
        char all = 0;
        for (int i = 0; i < sql.length(); i++) {
            all |= sql.charAt(i);
        }
        long text = (all > 0xFF ? 2L : 1L) * sql.length();
        return literals ? text + Math.min(text, 2L * Sanitizer.LONGEST) : text;
    }
}
