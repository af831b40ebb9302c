package dev.covet.optimizer.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorClassesTest {
    @ParameterizedTest
    @CsvSource({
        "CONNECTION,08000 08001 08003 08006 08007 08S01",
        "STATEMENT,08004 22001 22P02 23505 23503 25P02 28P01 28000 42501",
        "STATEMENT,42601 42P01 3D000 0A000 2201W P0001 57P04",
        "SHUTTING_DOWN,57P01 57P02 57P03 57P05",
        "ROLE_CHANGED,25006",
        "SATURATION,53000 53100 53200 53300 53400",
        "TIMEOUT,57014 25P03",
        "LOCK,40001 40P01 55P03",
        "INTERNAL,XX000 XX001 XX002 58030 F0000",
        "UNKNOWN,HY000 S1000 123"
    })
    void states_haveTheirClass(ErrorClass expected, String states) {
        for (String state : states.split(" ", -1)) {
            assertThat(ErrorClasses.of(new SQLException("x", state), Dialect.POSTGRESQL))
                    .as(state)
                    .isEqualTo(expected);
            assertThat(ErrorClasses.of(new SQLException("x", state, 0), Dialect.MYSQL))
                    .as(state)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SATURATION,1040:08004 1041:HY000 1129:HY000 1135:HY000 1203:42000 1226:42000",
        "SHUTTING_DOWN,1053:08S01 1079:HY000",
        "CONNECTION,1080:08S01 1152:08S01 1158:08S01 1159:08S01 1160:08S01 1161:08S01 1184:08S01 1927:70100 2002:HY000",
        "CONNECTION,2003:HY000 2006:HY000 2013:HY000 2055:HY000 4031:HY000",
        "ROLE_CHANGED,1792:25006 1836:HY000",
        "LOCK,1205:HY000 1213:40001 3572:HY000",
        "TIMEOUT,1317:70100 1969:70100 3024:HY000",
        "INTERNAL,1028:HY000 1105:HY000",
        "STATEMENT,1062:23000 1064:42000 1045:28000 1049:42000"
    })
    void numberOfMySql_goesBeforeItsState(ErrorClass expected, String numbersAndStates) {
        for (String each : numbersAndStates.split(" ", -1)) {
            int colon = each.indexOf(':');
            int number = Integer.parseInt(each.substring(0, colon));
            assertThat(ErrorClasses.of(new SQLException("x", each.substring(colon + 1), number), Dialect.MYSQL))
                    .as(each)
                    .isEqualTo(expected);
        }
    }

    @Test
    void numberOfMySql_saysNothingElsewhere() {
        assertThat(ErrorClasses.of(new SQLException("x", "23505", 1040), Dialect.POSTGRESQL))
                .isEqualTo(ErrorClass.STATEMENT);
    }

    @Test
    void optionOfMySql_isARoleOnlyIfItIsReadOnly() {
        String readOnly =
                "The MariaDB server is running with the --read-only option so it cannot execute this statement";
        assertThat(ErrorClasses.of(new SQLException(readOnly, "HY000", 1290), Dialect.MYSQL))
                .isEqualTo(ErrorClass.ROLE_CHANGED);
        assertThat(ErrorClasses.of(new SQLException("--secure-file-priv", "HY000", 1290), Dialect.MYSQL))
                .isEqualTo(ErrorClass.STATEMENT);
    }

    @Test
    void withoutState_typeOrCauseSays() {
        assertThat(ErrorClasses.of(new SQLTimeoutException("x"), Dialect.OTHER)).isEqualTo(ErrorClass.TIMEOUT);
        assertThat(ErrorClasses.of(new SQLTransactionRollbackException("x"), Dialect.OTHER))
                .isEqualTo(ErrorClass.LOCK);
        assertThat(ErrorClasses.of(new SQLNonTransientConnectionException("x"), Dialect.OTHER))
                .isEqualTo(ErrorClass.CONNECTION);
        assertThat(ErrorClasses.of(new SQLIntegrityConstraintViolationException("x"), Dialect.OTHER))
                .isEqualTo(ErrorClass.STATEMENT);
        assertThat(ErrorClasses.of(new SQLException("x", new ConnectException("refused")), Dialect.OTHER))
                .isEqualTo(ErrorClass.CONNECTION);
        assertThat(ErrorClasses.of(new IllegalStateException(new SocketTimeoutException()), Dialect.OTHER))
                .isEqualTo(ErrorClass.CONNECTION);
        assertThat(ErrorClasses.of(new SQLException("x", "HY000", new UnknownHostException()), Dialect.MYSQL))
                .isEqualTo(ErrorClass.CONNECTION);
        assertThat(ErrorClasses.of(new EOFException(), Dialect.OTHER)).isEqualTo(ErrorClass.CONNECTION);
        assertThat(ErrorClasses.of(new SQLException("x"), Dialect.OTHER)).isEqualTo(ErrorClass.UNKNOWN);
        assertThat(ErrorClasses.of(new RuntimeException(), Dialect.OTHER)).isEqualTo(ErrorClass.UNKNOWN);
    }

    @Test
    void certificateThatDoesNotFit_saysThatTheServerIsThere() {
        Exception handshake = new SSLHandshakeException("x");
        assertThat(ErrorClasses.of(new SQLException("x", "08006", handshake), Dialect.POSTGRESQL))
                .isEqualTo(ErrorClass.CONNECTION);
        handshake.initCause(new CertificateException("y"));
        assertThat(ErrorClasses.of(new SQLException("x", "08006", handshake), Dialect.POSTGRESQL))
                .isEqualTo(ErrorClass.STATEMENT);
    }

    @Test
    void batch_saysItInTheNextOne() {
        BatchUpdateException batch = new BatchUpdateException("x", null, new int[0]);
        batch.setNextException(new SQLException("y", "23505"));
        assertThat(ErrorClasses.of(batch, Dialect.POSTGRESQL)).isEqualTo(ErrorClass.STATEMENT);
    }

    @Test
    void causeOfItself_isNoTrap() {
        SQLException first = new SQLException("x");
        first.initCause(new SQLException("y", first));
        assertThat(ErrorClasses.of(first, Dialect.OTHER)).isEqualTo(ErrorClass.UNKNOWN);
    }

    @Test
    void classes_thatCount() {
        assertThat(ErrorClass.values())
                .filteredOn(ErrorClass::isUnreachable)
                .containsExactly(ErrorClass.CONNECTION, ErrorClass.SHUTTING_DOWN);
        assertThat(ErrorClass.values())
                .filteredOn(ErrorClass::isServerFailure)
                .containsExactly(
                        ErrorClass.CONNECTION, ErrorClass.SHUTTING_DOWN, ErrorClass.SATURATION, ErrorClass.INTERNAL);
        assertThat(ErrorClass.values())
                .filteredOn(ErrorClass::allowsRetryElsewhere)
                .containsExactly(ErrorClass.CONNECTION, ErrorClass.SHUTTING_DOWN);
    }
}
