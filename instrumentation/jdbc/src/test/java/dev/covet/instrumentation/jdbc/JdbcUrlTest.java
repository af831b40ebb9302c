package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "jdbc:postgresql://db.example:5433/shop?ssl=true | postgresql | db.example | 5433 | shop",
                "jdbc:postgresql://one,two:5433/shop | postgresql | one | 5432 | shop",
                "jdbc:postgresql://[::1]:5433/shop | postgresql | ::1 | 5433 | shop",
                "jdbc:postgresql://[2001:db8::1]/shop | postgresql | 2001:db8::1 | 5432 | shop",
                "jdbc:postgresql:shop | postgresql | '' | 0 | shop",
                "jdbc:mysql://db.example/shop?user=ann&password=x | mysql | db.example | 3306 | shop",
                "jdbc:mysql://ann:x@db.example:3307/shop | mysql | db.example | 3307 | shop",
                "jdbc:mysql:replication://one:3307,two/shop | mysql | one | 3307 | shop",
                "jdbc:mysql://address=(host=one)(port=3307)(user=ann),address=(host=two)/shop | mysql | one | 3307 | shop",
                "jdbc:mysql+srv://service/shop | mysql | service | 3306 | shop",
                "jdbc:mariadb://one:3307,two:3308/shop?x=y | mariadb | one | 3307 | shop",
                "jdbc:mariadb:sequential:one,two/shop | mariadb | '' | 0 | sequential:one,two/shop",
                "jdbc:h2:mem:pets;DB_CLOSE_DELAY=-1 | h2database | '' | 0 | pets",
                "jdbc:h2:file:~/pets | h2database | '' | 0 | ~/pets",
                "jdbc:h2:~/pets | h2database | '' | 0 | ~/pets",
                "jdbc:h2:tcp://db.example:9093/~/pets | h2database | db.example | 9093 | ~/pets",
                "jdbc:sqlite:/tmp/pets.db | sqlite | '' | 0 | /tmp/pets.db",
                "jdbc:sqlite::memory: | sqlite | '' | 0 | :memory:",
                "jdbc:oracle:thin:@//db.example:1522/shop | oracle.db | db.example | 1522 | shop",
                "jdbc:oracle:thin:@db.example:1522:shop | oracle.db | db.example | 1522 | shop",
                "jdbc:oracle:thin:ann/x@//db.example/shop | oracle.db | db.example | 1521 | shop",
                "jdbc:sqlserver://db.example:1434;databaseName=shop;user=ann | microsoft.sql_server | db.example | 1434 | shop",
                "jdbc:db2://db.example:50001/shop:user=ann; | ibm.db2 | db.example | 50001 | shop:user=ann",
                "jdbc:unknown://db.example:77/shop | other_sql | db.example | 77 | shop",
                "jdbc:postgresql://db.example:99999999/shop | postgresql | db.example | 5432 | shop",
                "nonsense | other_sql | '' | 0 | nonsense",
            })
    void facts_url_namesProductServerAndDatabase(String url, String system, String host, int port, String database) {
        ConnectionFacts facts = JdbcUrl.facts(url, null, "driver");

        assertThat(facts.system()).isEqualTo(system);
        assertThat(facts.host()).isEqualTo(host);
        assertThat(facts.port()).isEqualTo(port);
        assertThat(facts.database()).isEqualTo(database);
    }

    @Test
    void facts_propertiesAndUrl_propertiesWin() {
        Properties properties = new Properties();
        properties.setProperty("user", "ann");
        properties.setProperty("currentSchema", "sales, public");

        ConnectionFacts facts = JdbcUrl.facts("jdbc:postgresql://db/shop?user=bob&currentSchema=x", properties, "d");

        assertThat(facts.user()).isEqualTo("ann");
        assertThat(facts.schema()).isEqualTo("sales");
    }

    @Test
    void facts_databaseNotNamed_isTheUsersOnPostgres() {
        ConnectionFacts facts = JdbcUrl.facts("jdbc:postgresql://db/?user=bob", null, "d");

        assertThat(facts.database()).isEqualTo("bob");
    }

    @Test
    void facts_password_isNowhere() {
        Properties properties = new Properties();
        properties.setProperty("password", "hunter2");

        for (String url : new String[] {
            "jdbc:postgresql://ann:hunter2@db/shop?password=hunter2",
            "jdbc:mysql://ann:hunter2@db/shop?password=hunter2&user=ann",
            "jdbc:sqlserver://db;password=hunter2;databaseName=shop",
            "jdbc:oracle:thin:ann/hunter2@//db/shop",
            "jdbc:h2:mem:x;PASSWORD=hunter2",
            "jdbc:mysql://address=(host=one)(password=hunter2)/shop",
        }) {
            assertThat(JdbcUrl.facts(url, properties, "d").toString()).doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "jdbc:",
        "jdbc:postgresql",
        "jdbc:postgresql:",
        "jdbc:mysql://",
        "jdbc:h2:",
        "jdbc:oracle:thin:@",
        "jdbc:x://["
    })
    void facts_brokenUrl_isNoError(String url) {
        assertThat(JdbcUrl.facts(url, null, "driver")).isNotNull();
    }
}
