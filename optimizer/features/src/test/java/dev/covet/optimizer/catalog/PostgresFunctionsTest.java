package dev.covet.optimizer.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.Sql;
import dev.covet.fixtures.TestDatabase;
import dev.covet.fixtures.postgres.PostgresServer;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.QueryShape;
import dev.covet.optimizer.sql.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody has looked at each volatile function that a server has by itself. */
class PostgresFunctionsTest {
    private static final String OWN = "from pg_catalog.pg_proc where pronamespace = 'pg_catalog'::regnamespace"
            + " and oid < 16384 and prokind <> 'p'";

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void volatileFunctions_areSafeOrNeverCalledOnAReplica(int version) throws SQLException {
        try (PostgresServer server = PostgresServer.builder().version(version).start();
                TestDatabase database = server.createDatabase();
                Connection connection = database.connect()) {
            Set<String> never = lines("postgres-never.txt");
            Set<String> unknown = names(connection, "provolatile = 'v'");
            assertThat(unknown).hasSizeGreaterThan(200);
            assertThat(never).noneMatch(ReplicaFunctions::areSafe);
            unknown.removeAll(never);
            unknown.removeIf(ReplicaFunctions::areSafe);
            assertThat(unknown).as("neither safe nor in postgres-never.txt").isEmpty();

            Sql.execute(connection, "create table pet (id int)");
            assertThat(allowed(connection, never)).isEmpty();
            Set<String> stable = names(connection, "provolatile = 's'");
            stable.removeIf(ReplicaFunctions::areSafe);
            assertThat(allowed(connection, stable)).isEmpty();
        }
    }

    /** What is refused by its text alone is left out; one query calls all others. */
    private static List<String> allowed(Connection connection, Set<String> functions) {
        List<String> rest = functions.stream()
                .filter(each ->
                        ShapeRules.reasons(calling(List.of(each)), "route").isEmpty())
                .toList();
        String reasons = String.join(
                "\n",
                PostgresCatalog.judge(connection, calling(rest), "route", false, false)
                        .reasons());
        return rest.stream()
                .filter(each -> !reasons.contains("the function " + each.toLowerCase(Locale.ROOT) + " "))
                .toList();
    }

    private static QueryShape calling(List<String> functions) {
        String calls = functions.stream().map(each -> '"' + each + "\"()").collect(Collectors.joining(", "));
        return QueryShape.of(SqlText.of("select " + calls + " from pet", Dialect.POSTGRESQL));
    }

    private static Set<String> names(Connection connection, String condition) throws SQLException {
        String all = Sql.value(connection, "select string_agg(distinct proname, ' ') " + OWN + " and " + condition);
        return new LinkedHashSet<>(List.of(all.split(" ", -1)));
    }

    private static Set<String> lines(String name) {
        try (InputStream file = PostgresFunctionsTest.class.getResourceAsStream("/reads/" + name)) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            Set<String> names = new LinkedHashSet<>();
            for (String line : text.split("\n", -1)) {
                if (!line.startsWith("#")) {
                    names.addAll(List.of(line.strip().split("\\s+", -1)));
                }
            }
            names.remove("");
            return names;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
