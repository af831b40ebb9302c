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
        "08000,CONNECTION",
        "08001,CONNECTION",
        "08003,CONNECTION",
        "08004,STATEMENT",
        "08006,CONNECTION",
        "08007,CONNECTION",
        "08S01,CONNECTION",
        "57P01,SHUTTING_DOWN",
        "57P02,SHUTTING_DOWN",
        "57P03,SHUTTING_DOWN",
        "57P05,SHUTTING_DOWN",
        "25006,ROLE_CHANGED",
        "53000,SATURATION",
        "53100,SATURATION",
        "53200,SATURATION",
        "53300,SATURATION",
        "53400,SATURATION",
        "57014,TIMEOUT",
        "25P03,TIMEOUT",
        "40001,LOCK",
        "40P01,LOCK",
        "55P03,LOCK",
        "22001,STATEMENT",
        "22P02,STATEMENT",
        "23505,STATEMENT",
        "23503,STATEMENT",
        "25P02,STATEMENT",
        "28P01,STATEMENT",
        "28000,STATEMENT",
        "42501,STATEMENT",
        "42601,STATEMENT",
        "42P01,STATEMENT",
        "3D000,STATEMENT",
        "0A000,STATEMENT",
        "2201W,STATEMENT",
        "P0001,STATEMENT",
        "57P04,STATEMENT",
        "XX000,INTERNAL",
        "XX001,INTERNAL",
        "XX002,INTERNAL",
        "58030,INTERNAL",
        "F0000,INTERNAL",
        "HY000,UNKNOWN",
        "S1000,UNKNOWN",
        "123,UNKNOWN"
    })
    void state_hasItsClass(String state, ErrorClass expected) {
        assertThat(ErrorClasses.of(new SQLException("x", state), Dialect.POSTGRESQL))
                .isEqualTo(expected);
        assertThat(ErrorClasses.of(new SQLException("x", state, 0), Dialect.MYSQL))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1040,08004,SATURATION",
        "1041,HY000,SATURATION",
        "1129,HY000,SATURATION",
        "1135,HY000,SATURATION",
        "1203,42000,SATURATION",
        "1226,42000,SATURATION",
        "1053,08S01,SHUTTING_DOWN",
        "1079,HY000,SHUTTING_DOWN",
        "1080,08S01,CONNECTION",
        "1152,08S01,CONNECTION",
        "1158,08S01,CONNECTION",
        "1159,08S01,CONNECTION",
        "1160,08S01,CONNECTION",
        "1161,08S01,CONNECTION",
        "1184,08S01,CONNECTION",
        "1927,70100,CONNECTION",
        "2002,HY000,CONNECTION",
        "2003,HY000,CONNECTION",
        "2006,HY000,CONNECTION",
        "2013,HY000,CONNECTION",
        "2055,HY000,CONNECTION",
        "4031,HY000,CONNECTION",
        "1792,25006,ROLE_CHANGED",
        "1836,HY000,ROLE_CHANGED",
        "1205,HY000,LOCK",
        "1213,40001,LOCK",
        "3572,HY000,LOCK",
        "1317,70100,TIMEOUT",
        "1969,70100,TIMEOUT",
        "3024,HY000,TIMEOUT",
        "1028,HY000,INTERNAL",
        "1105,HY000,INTERNAL",
        "1062,23000,STATEMENT",
        "1064,42000,STATEMENT",
        "1045,28000,STATEMENT",
        "1049,42000,STATEMENT"
    })
    void numberOfMySql_goesBeforeItsState(int number, String state, ErrorClass expected) {
        assertThat(ErrorClasses.of(new SQLException("x", state, number), Dialect.MYSQL))
                .isEqualTo(expected);
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
