package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.TransactionVerb;
import java.util.regex.Pattern;

/**
 * The transaction of one connection, as seen from its calls. Errs on the careful side: when unsure, a transaction is
 * active and has written. Belongs to the thread that uses the connection.
 */
public final class TransactionState {
    /** In an end of a transaction: another one begins with it. With NO before it that is taken to be so, too. */
    private static final Pattern CHAIN = Pattern.compile("chain", Pattern.CASE_INSENSITIVE);

    private boolean autoCommit = true;
    private boolean readOnly;

    /** Written last when a transaction begins: who sees it from another thread sees the number, too. */
    private volatile boolean active;

    private boolean byText;
    private boolean wrote;
    private boolean wroteRows;
    private final WrittenTables written = new WrittenTables();
    private boolean distributed;
    private boolean outcomeUnknown;
    private boolean failed;
    private int savepoints;
    private long number;
    private int isolation;
    private int nextIsolation;
    private boolean isolationByText;

    /** As the application asked with {@code setTransactionIsolation}; 0 if it did not, or nobody can know. */
    public int isolation() {
        return isolation;
    }

    /** A transaction that is open keeps the level it began with. */
    public void isolation(int level) {
        nextIsolation = level;
        isolation = active ? isolation : level;
    }

    /** Whether a text may have given the open transaction a level of its own. */
    public boolean isolationByText() {
        return isolationByText;
    }

    /** The open transaction may have begun with another one. */
    void isolationUnknown() {
        isolationByText = true;
        isolation = 0;
    }

    /** It may have been set by a statement. */
    void isolationUnknownFromNow() {
        isolationByText |= active;
        nextIsolation = 0;
        isolation = 0;
    }

    /** As the connection says. */
    public boolean autoCommit() {
        return autoCommit;
    }

    /** As the application asked with {@code setReadOnly}. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether a statement has been executed that is not yet committed or rolled back. Other threads may ask, too. */
    public boolean active() {
        return active;
    }

    /** Whether it may have changed something. */
    public boolean wrote() {
        return wrote;
    }

    /** Whether it may have changed something else than settings of its session that can be asked for. */
    public boolean wroteRows() {
        return wroteRows;
    }

    /** Whether a transaction manager decides over it. */
    public boolean distributed() {
        return distributed;
    }

    /** Whether a commit was asked for and its answer was lost. True until the next transaction begins. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    /** A statement of it has failed: the database may refuse all others, or have rolled it back. */
    public boolean failed() {
        return failed;
    }

    /** Counts the transactions of this connection. Another thread asks whether one is active first. */
    public long number() {
        return number;
    }

    public int savepoints() {
        return savepoints;
    }

    /** What it has changed, if it has. */
    WrittenTables written() {
        return written;
    }

    /**
     * Returns whether a transaction began with this statement.
     *
     * @param table the only one it changes, or {@link TableClock#ANY}
     */
    public boolean executing(SqlText text, int table) {
        boolean began = false;
        TransactionVerb verb = text.transaction();
        if (verb == TransactionVerb.BEGIN) {
            byText = true;
        }
        if (!active && (!autoCommit || byText || distributed)) {
            outcomeUnknown = false;
            number++;
            active = true;
            began = true;
        }
        if (active && text.mayWrite()) {
            wrote(text, table);
        }
        return began;
    }

    private void wrote(SqlText text, int table) {
        wrote = true;
        wroteRows = wroteRows || !SessionSettings.isMirrored(text);
        written.add(table);
    }

    /** A statement has changed what nobody knows. */
    void wrote(SqlText text) {
        if (active) {
            wrote(text, TableClock.ANY);
        }
    }

    /** After a statement that the database accepted: it may have ended the transaction by its text. */
    public void executed(SqlText text) {
        switch (text.transaction()) {
            case COMMIT, ROLLBACK -> {
                ended();
                if (CHAIN.matcher(text.sql()).find()) {
                    chained();
                }
            }
            case SAVEPOINT -> savepoints++;
            default -> {}
        }
    }

    /** Another one like it has begun with its end. */
    private void chained() {
        byText = true;
        isolationByText = true;
        number++;
        active = true;
    }

    /** A result has changed a row. */
    public void rowWritten() {
        if (active) {
            wrote = true;
            wroteRows = true;
            written.add(TableClock.ANY);
        }
    }

    /** After a statement that the database did not accept. */
    void refused() {
        failed = active;
    }

    /** Savepoints keep what was written before them, so {@link #wrote()} stays. */
    public void savepointSet() {
        savepoints++;
    }

    public void committed() {
        ended();
    }

    public void rolledBack() {
        ended();
    }

    public void commitFailed() {
        ended();
        outcomeUnknown = true;
    }

    /** Switching autocommit on commits what is open. */
    public void autoCommit(boolean on) {
        if (on != autoCommit) {
            ended();
        }
        autoCommit = on;
    }

    public void readOnly(boolean on) {
        readOnly = on;
    }

    /** What was done before belongs to another transaction, which this session does not end. */
    void distributed(boolean on) {
        ended();
        distributed = on;
    }

    private void ended() {
        active = false;
        failed = false;
        byText = false;
        wrote = false;
        wroteRows = false;
        written.clear();
        savepoints = 0;
        isolationByText = false;
        isolation = nextIsolation;
    }
}
