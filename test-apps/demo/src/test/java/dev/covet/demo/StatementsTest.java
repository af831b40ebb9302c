package dev.covet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementsTest {
    @Test
    void reportsOfTheLoad_switchPrefetchingOn_andCompare(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("covet.yaml");
        List<String> said = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start()) {
            PetshopDatabase.create(server);
            Statements.observe(file);
            try (Statements statements = new Statements(server, file, said::add);
                    Connection shop = DriverManager.getConnection(
                            server.jdbcUrl(PetshopDatabase.NAME), PetshopDatabase.USER, PetshopDatabase.PASSWORD);
                    Statement statement = shop.createStatement()) {
                statements.said("not a report");
                for (int interval = 1; interval <= 6; interval++) {
                    assertThat(Files.readString(file)).contains(interval <= 3 ? "mode: observe" : "mode: on");
                    for (int i = 0; i < (interval <= 3 ? 60 : 20); i++) {
                        statement.executeQuery("select 1").close();
                    }
                    statement.execute("set application_name = 'not counted'");
                    statements.said("   " + interval * 10 + " s: 10 requests, 1.0/s, 0 errors");
                }
            }
        }
        assertThat(said)
                .containsExactly(
                        "statements             6.0 for each request; now prefetching is switched on in " + file,
                        "statements             6.0 for each request before, 2.0 now: prefetching is on",
                        "statements             6.0 for each request before, 2.0 now: prefetching is on");
    }
}
