package dev.covet.optimizer.engine;

import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import dev.covet.optimizer.sql.StatementKind;
import dev.covet.optimizer.sql.TransactionVerb;
import java.util.Locale;

/** What a text that is executed may do to what others see. */
final class Effects {
    private Effects() {}

    /** Whether it ends the open transaction by its text. */
    static boolean ends(SqlText text) {
        return text.transaction() == TransactionVerb.COMMIT || text.transaction() == TransactionVerb.ROLLBACK;
    }

    /** Whether it may end a transaction that is still taken to be open: MySQL does so with most commands. */
    static boolean mayCommit(SqlText text, Dialect dialect) {
        return switch (text.kind()) {
            case SELECT, INSERT, UPDATE, DELETE, MERGE -> false;
            case MULTIPLE -> true;
            default -> dialect == Dialect.MYSQL;
        };
    }

    /** Settings are of this connection alone; what looks like a query here is the first text of a batch. */
    static boolean mayWrite(SqlText text) {
        return text.onlyReads()
                || (text.mayWrite()
                        && (text.kind() != StatementKind.SET || setsMore(text))
                        && !SessionSettings.isMirrored(text));
    }

    /** Of MySQL and MariaDB: the function in {@code set @x = f()} may write, and {@code set autocommit = 1} commits. */
    private static boolean setsMore(SqlText text) {
        return text.sql().indexOf('(') >= 0
                || text.sql().toLowerCase(Locale.ROOT).contains("autocommit");
    }
}
