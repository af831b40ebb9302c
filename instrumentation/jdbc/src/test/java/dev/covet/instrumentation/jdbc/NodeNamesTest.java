package dev.covet.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.node.NodeName;
import dev.covet.optimizer.engine.node.NodeRole;
import dev.covet.optimizer.sql.Dialect;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNamesTest {
    private static final NodeName DB = new NodeName(Dialect.POSTGRESQL, "db:5432", NodeRole.ANY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/pets",
                "jdbc:postgresql://DB:5432/others?ssl=false",
                "jdbc:postgresql://db:5432/?user=a&password=b"
            })
    void eachUrlOfAServer_hasTheSameName(String url) {
        assertThat(NodeNames.of(url, null)).isEqualTo(DB);
    }

    @Test
    void severalServers_areOneNode_ofTheRoleThatIsWanted() {
        assertThat(NodeNames.of("jdbc:postgresql://a:1,B:2/pets?targetServerType=primary", null))
                .isEqualTo(new NodeName(Dialect.POSTGRESQL, "a:1,b:2", NodeRole.PRIMARY));
        assertThat(NodeNames.of("jdbc:postgresql://a:1,b:2/pets?targetServerType=secondary", null))
                .isEqualTo(new NodeName(Dialect.POSTGRESQL, "a:1,b:2", NodeRole.REPLICA));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:pets",
                "jdbc:sqlite:/tmp/pets.db",
                "jdbc:postgresql://localhost/pets?socketFactory=com.acme.Tunnel&instance=one",
                "jdbc:mariadb://localhost/pets?localSocket=/run/db.sock",
                "jdbc:mysql://db/pets?socksProxyHost=gate"
            })
    void placeThatTheHostDoesNotSay_isNoNode(String url) {
        assertThat(NodeNames.of(url, null)).isNull();
    }

    @Test
    void optionsMayBeProperties() {
        Properties properties = new Properties();
        properties.setProperty("socketFactory", "com.acme.Tunnel");
        assertThat(NodeNames.of("jdbc:postgresql://db/pets", properties)).isNull();
        assertThat(NodeNames.of(null, properties)).isNull();
    }
}
