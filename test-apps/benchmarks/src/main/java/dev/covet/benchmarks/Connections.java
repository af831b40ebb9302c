package dev.covet.benchmarks;

import dev.covet.fixtures.scripted.ScriptedDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** The connection that a variant gives an application. */
final class Connections {
    private Connections() {}

    static Connection open(ScriptedDatabase database) throws SQLException {
        return switch (Variant.valueOf(System.getProperty("benchmark.variant", Variant.NONE.name()))) {
            case P6SPY -> DriverManager.getConnection(database.url().replace("jdbc:", "jdbc:p6spy:"));
            case DATASOURCE_PROXY -> proxied(database.dataSource()).getConnection();
            default -> DriverManager.getConnection(database.url());
        };
    }

    private static DataSource proxied(DataSource source) {
        return ProxyDataSourceBuilder.create(source).countQuery().build();
    }
}
