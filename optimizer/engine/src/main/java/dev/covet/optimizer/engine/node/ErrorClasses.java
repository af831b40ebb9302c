package dev.covet.optimizer.engine.node;

import dev.covet.optimizer.sql.Dialect;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.GeneralSecurityException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the class of a failure: by the number of the product, by its SQLSTATE, by its type, then by its causes. */
public final class ErrorClasses {
    private static final int DEPTH = 8;

    /** Of MySQL and MariaDB, whose SQLSTATE says less: some are HY000, and 08004 stands for too many connections. */
    private static final Map<Integer, ErrorClass> MYSQL = Map.ofEntries(
            Map.entry(1040, ErrorClass.SATURATION), // too many connections
            Map.entry(1041, ErrorClass.SATURATION), // out of memory
            Map.entry(1129, ErrorClass.SATURATION), // host is blocked after many errors
            Map.entry(1135, ErrorClass.SATURATION), // no more threads
            Map.entry(1203, ErrorClass.SATURATION), // too many connections of this user
            Map.entry(1226, ErrorClass.SATURATION), // the user has used up a resource
            Map.entry(1053, ErrorClass.SHUTTING_DOWN),
            Map.entry(1079, ErrorClass.SHUTTING_DOWN),
            Map.entry(1080, ErrorClass.CONNECTION), // closed by force
            Map.entry(1152, ErrorClass.CONNECTION), // aborted
            Map.entry(1158, ErrorClass.CONNECTION),
            Map.entry(1159, ErrorClass.CONNECTION),
            Map.entry(1160, ErrorClass.CONNECTION),
            Map.entry(1161, ErrorClass.CONNECTION),
            Map.entry(1184, ErrorClass.CONNECTION),
            Map.entry(1927, ErrorClass.CONNECTION), // MariaDB: killed
            Map.entry(2002, ErrorClass.CONNECTION),
            Map.entry(2003, ErrorClass.CONNECTION),
            Map.entry(2006, ErrorClass.CONNECTION), // gone away
            Map.entry(2013, ErrorClass.CONNECTION), // lost during the query
            Map.entry(2055, ErrorClass.CONNECTION),
            Map.entry(4031, ErrorClass.CONNECTION), // MySQL: idle for too long
            Map.entry(1792, ErrorClass.ROLE_CHANGED), // a read-only transaction
            Map.entry(1836, ErrorClass.ROLE_CHANGED), // read-only mode
            Map.entry(1205, ErrorClass.LOCK),
            Map.entry(1213, ErrorClass.LOCK),
            Map.entry(3572, ErrorClass.LOCK), // NOWAIT
            Map.entry(1317, ErrorClass.TIMEOUT),
            Map.entry(1969, ErrorClass.TIMEOUT), // MariaDB: max_statement_time
            Map.entry(3024, ErrorClass.TIMEOUT),
            Map.entry(1028, ErrorClass.INTERNAL),
            Map.entry(1105, ErrorClass.INTERNAL));

    /** The server's options are in the way; read-only is one of them. */
    private static final int MYSQL_OPTION = 1290;

    private static final Map<String, ErrorClass> STATES = Map.ofEntries(
            Map.entry("08004", ErrorClass.STATEMENT), // it was there, and has declined
            Map.entry("57P01", ErrorClass.SHUTTING_DOWN),
            Map.entry("57P02", ErrorClass.SHUTTING_DOWN),
            Map.entry("57P03", ErrorClass.SHUTTING_DOWN),
            Map.entry("57P05", ErrorClass.SHUTTING_DOWN),
            Map.entry("25006", ErrorClass.ROLE_CHANGED),
            Map.entry("57014", ErrorClass.TIMEOUT),
            Map.entry("70100", ErrorClass.TIMEOUT),
            Map.entry("25P03", ErrorClass.TIMEOUT),
            Map.entry("25P04", ErrorClass.TIMEOUT),
            Map.entry("40001", ErrorClass.LOCK),
            Map.entry("40P01", ErrorClass.LOCK),
            Map.entry("55P03", ErrorClass.LOCK));

    /** By the first two characters. Others of which nobody knows say nothing against the server. */
    private static final Map<String, ErrorClass> GROUPS = Map.of(
            "08", ErrorClass.CONNECTION,
            "53", ErrorClass.SATURATION,
            "40", ErrorClass.LOCK,
            "58", ErrorClass.INTERNAL,
            "XX", ErrorClass.INTERNAL,
            "F0", ErrorClass.INTERNAL);

    private static final Set<String> SAY_NOTHING = Set.of("HY", "S1", "JW");

    private ErrorClasses() {}

    /** Never throws. A failure within another one counts if the outer one says nothing. */
    public static ErrorClass of(Throwable failure, Dialect dialect) {
        return isDistrust(failure) ? ErrorClass.STATEMENT : first(failure, dialect);
    }

    /** Certificates or keys do not fit: the server was there. */
    private static boolean isDistrust(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            if (at instanceof GeneralSecurityException) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static ErrorClass first(Throwable failure, Dialect dialect) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            ErrorClass found = at instanceof SQLException exception ? ofSql(exception, dialect) : ofNetwork(at);
            if (found != ErrorClass.UNKNOWN) {
                return found;
            }
            Throwable cause = at.getCause();
            at = cause == null && at instanceof SQLException exception ? exception.getNextException() : cause;
        }
        return ErrorClass.UNKNOWN;
    }

    private static ErrorClass ofSql(SQLException exception, Dialect dialect) {
        if (dialect == Dialect.MYSQL) {
            ErrorClass byNumber = ofMySql(exception);
            if (byNumber != ErrorClass.UNKNOWN) {
                return byNumber;
            }
        }
        ErrorClass byState = ofState(exception.getSQLState());
        return byState == ErrorClass.UNKNOWN ? ofType(exception) : byState;
    }

    private static ErrorClass ofMySql(SQLException exception) {
        int number = exception.getErrorCode();
        if (number == MYSQL_OPTION) {
            String message = String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT);
            boolean readOnly = message.contains("read-only") || message.contains("read_only");
            return readOnly ? ErrorClass.ROLE_CHANGED : ErrorClass.STATEMENT;
        }
        return MYSQL.getOrDefault(number, ErrorClass.UNKNOWN);
    }

    private static ErrorClass ofState(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return ErrorClass.UNKNOWN;
        }
        ErrorClass exact = STATES.get(state);
        if (exact != null) {
            return exact;
        }
        String group = state.substring(0, 2);
        ErrorClass known = GROUPS.get(group);
        if (known != null) {
            return known;
        }
        return SAY_NOTHING.contains(group) ? ErrorClass.UNKNOWN : ErrorClass.STATEMENT;
    }

    private static ErrorClass ofType(SQLException exception) {
        if (exception instanceof SQLTimeoutException) {
            return ErrorClass.TIMEOUT;
        }
        if (exception instanceof SQLTransactionRollbackException) {
            return ErrorClass.LOCK;
        }
        if (exception instanceof SQLTransientConnectionException
                || exception instanceof SQLNonTransientConnectionException
                || exception instanceof SQLRecoverableException) {
            return ErrorClass.CONNECTION;
        }
        if (exception instanceof SQLIntegrityConstraintViolationException
                || exception instanceof SQLSyntaxErrorException
                || exception instanceof SQLDataException
                || exception instanceof SQLFeatureNotSupportedException
                || exception instanceof SQLInvalidAuthorizationSpecException) {
            return ErrorClass.STATEMENT;
        }
        return ErrorClass.UNKNOWN;
    }

    private static ErrorClass ofNetwork(Throwable failure) {
        boolean broken = failure instanceof SocketException
                || failure instanceof SocketTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof EOFException
                || failure instanceof ClosedChannelException;
        return broken ? ErrorClass.CONNECTION : ErrorClass.UNKNOWN;
    }
}
