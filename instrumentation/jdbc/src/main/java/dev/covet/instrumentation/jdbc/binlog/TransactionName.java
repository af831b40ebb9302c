package dev.covet.instrumentation.jdbc.binlog;

import dev.covet.optimizer.engine.change.Commit;

/**
 * By what a transaction of the log is known to whoever asks whether it is seen. {@link Commit#id} is the text of it, which other JVMs can
 * read.
 *
 * @param end where it ends in the log
 * @param gtid its name on MySQL; empty if it has none
 * @param xid the name by which it was prepared and is now committed; empty if it was not prepared
 */
record TransactionName(LogPosition end, String gtid, String xid) {
    private static final char BETWEEN = ' ';

    static TransactionName of(Commit commit) {
        String text = (String) commit.id();
        int gtid = text.indexOf(BETWEEN) + 1;
        int xid = text.indexOf(BETWEEN, gtid) + 1;
        return new TransactionName(
                LogPosition.read(text.substring(0, gtid - 1)), text.substring(gtid, xid - 1), text.substring(xid));
    }

    @Override
    public String toString() {
        return end.toString() + BETWEEN + gtid + BETWEEN + xid;
    }
}
