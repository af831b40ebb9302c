package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.Report;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class WrongMariaDbRoutesTest extends WrongRoutesSpecification {
    private static final String SHOWN = "@@global.gtid_slave_pos";
    private static final String OTHER_DOMAIN = "?sessionVariables=gtid_domain_id=7";
    private static final String LOGGED = "@@global.gtid_binlog_pos";

    /** Replicas that replay at once what belongs to several domains may do so in another order. */
    @Override
    RoutedServers started() {
        return RoutedServers.mariaDb(new String[0]);
    }

    @Test
    void whatIsReceived_isNotWhatIsShown() throws Exception {
        assertOlderThanWritten(() ->
                asking((connection, text) -> text.contains(SHOWN) ? text.replace(SHOWN, received(connection)) : text));
    }

    /** A primary receives nothing. */
    private static String received(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show all slaves status")) {
            return row.next() ? "'" + row.getString("Gtid_IO_Pos") + "'" : SHOWN;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneDomainOfSeveral_isFound() throws Exception {
        String first = "trim(leading ',' from regexp_substr(" + LOGGED + ", '(^|,)0-[0-9]+-[0-9]+'))";
        assertOlderThanWritten(OTHER_DOMAIN, () -> asking((connection, text) -> text.replace(LOGGED, first)));
    }

    @Test
    void severalDomains_violateNothing() throws Exception {
        Report report = run(OTHER_DOMAIN, servers()::jvm, setting -> byTurns(setting.served(300)));
        assertThat(report.counts()).as(report::toString).isEmpty();
        assertThat(report.served()).isGreaterThanOrEqualTo(300);
    }
}
