package dev.covet.instrumentation.jdbc.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.covet.optimizer.engine.change.FeedRefusedException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers say of themselves, those too that no test can start. */
class RequirementsTest {
    private static final Map<String, String> MARIADB = Map.of(
            "version", "10.11.9-MariaDB-log",
            "log_bin", "ON",
            "binlog_format", "ROW",
            "binlog_optimize_thread_scheduling", "ON",
            "log_slave_updates", "OFF",
            "slaves_running", "0",
            "user", "app@10.0.0.%");

    private static final Map<String, String> MYSQL = Map.of(
            "version", "8.4.3",
            "log_bin", "ON",
            "binlog_format", "ROW",
            "gtid_mode", "ON",
            "log_replica_updates", "ON",
            "binlog_transaction_compression", "OFF",
            "user", "app@%");

    private static Settings with(Map<String, String> usual, String name, String value) {
        Map<String, String> values = new HashMap<>(usual);
        values.put(name, value);
        return new Settings(values);
    }

    @Test
    void check_serversThatAreSetUp_passes() {
        assertThatCode(() -> new Requirements(new Settings(MARIADB)).check()).doesNotThrowAnyException();
        assertThatCode(() -> new Requirements(new Settings(MYSQL)).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "MARIADB, version, 10.4.1-MariaDB, COVET-4213, Upgrade",
        "MYSQL, version, 5.7.44, COVET-4213, Upgrade",
        "MYSQL, version, unknown, COVET-4213, Upgrade",
        "MARIADB, log_bin, OFF, COVET-4214, log_bin = binlog",
        "MYSQL, log_bin, 0, COVET-4214, log_bin = binlog",
        "MARIADB, binlog_format, MIXED, COVET-4215, SET GLOBAL binlog_format = 'ROW'",
        "MYSQL, binlog_format, STATEMENT, COVET-4215, SET GLOBAL binlog_format = 'ROW'",
        "MARIADB, wsrep_on, ON, COVET-4216, level transaction",
        "MARIADB, binlog_optimize_thread_scheduling, OFF, COVET-4217, restart",
        "MARIADB, binlog_storage_engine, innodb, COVET-4217, restart",
        "MYSQL, gtid_mode, OFF, COVET-4218, SET GLOBAL gtid_mode = ON",
        "MYSQL, gtid_mode, ON_PERMISSIVE, COVET-4218, SET GLOBAL gtid_mode = ON",
        "MYSQL, binlog_transaction_compression, ON, COVET-4219, binlog_transaction_compression = OFF",
        "MARIADB, slaves_running, 1, COVET-4244, log_slave_updates = ON",
        "MYSQL, log_replica_updates, OFF, COVET-4244, log_replica_updates = ON",
    })
    void check_settingThatTakesAwayWhatIsNeeded_isRefusedWithItsCure(
            String usual, String name, String value, String code, String cure) {
        Settings settings = with(usual.equals("MYSQL") ? MYSQL : MARIADB, name, value);
        FeedRefusedException refused =
                catchThrowableOfType(FeedRefusedException.class, () -> new Requirements(settings).check());
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.cure()).contains(cure.replace("\\", ""));
        assertThat(refused.sentence()).endsWith(".");
    }

    @Test
    void user_isNamedAsInAGrant() {
        assertThat(new Requirements(new Settings(MARIADB)).user("denied").cure())
                .isEqualTo("GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO 'app'@'10.0.0.%';");
        assertThat(new Requirements(new Settings(MYSQL)).user("denied").cure())
                .isEqualTo("GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'app'@'%';");
    }

    @Test
    void taggedTransactions_areRefused() throws Exception {
        Requirements.tagged("");
        FeedRefusedException refused =
                catchThrowableOfType(FeedRefusedException.class, () -> Requirements.tagged("3e11fa47:mine"));
        assertThat(refused.code()).isEqualTo("COVET-4247");
        assertThat(refused.sentence()).contains("3e11fa47:mine");
        assertThat(refused.cure()).contains("RESET BINARY LOGS AND GTIDS");
    }

    @Test
    void filters_whereThereAreAny_areRefused() throws Exception {
        Requirements.filters("", "");
        for (String[] filters : new String[][] {{"a,b", ""}, {"", "c"}}) {
            FeedRefusedException refused = catchThrowableOfType(
                    FeedRefusedException.class, () -> Requirements.filters(filters[0], filters[1]));
            assertThat(refused.code()).isEqualTo("COVET-4246");
        }
    }
}
