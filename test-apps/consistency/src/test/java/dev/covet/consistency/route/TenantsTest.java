package dev.covet.consistency.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.fixtures.TestDatabase;
import dev.covet.optimizer.engine.ServerAccess;
import dev.covet.optimizer.features.route.RouteSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** No tenant is given the rows of another one by a replica. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantsTest {
    private RoutedServers servers;
    private TestDatabase database;
    private TestDatabase renter;

    @BeforeAll
    void start() {
        servers = RoutedServers.postgres();
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @BeforeEach
    void create() throws Exception {
        database = servers.createDatabase();
        renter = Tenants.prepare(database);
        servers.awaitCaughtUp();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    /** There are fewer connections to replicas than sessions, so that these take turns. */
    private RoutedJvm jvm(UnaryOperator<ServerAccess> access) {
        RouteSettings settings = new RouteSettings(
                RouteSettings.Mode.ON,
                List.of(servers.first().address(), servers.second().address()),
                RouteSettings.Consistency.SESSION,
                Duration.ofSeconds(10),
                2);
        return new RoutedJvm(servers.family(), settings, access, UnaryOperator.identity());
    }

    @Test
    void everybodyIsGivenTheirOwnRows() throws Exception {
        try (RoutedJvm jvm = jvm(UnaryOperator.identity())) {
            Tenants tenants = new Tenants(renter, jvm);
            tenants.serve(1_500);
            assertThat(tenants.wrong()).as(jvm.outcomes() + " " + jvm.said()).isEmpty();
            assertThat(tenants.routed()).as(jvm.outcomes() + " " + jvm.said()).isGreaterThanOrEqualTo(1_500);
            assertThat(jvm.errors()).isEmpty();
        }
    }

    /** The setting is given to another one, which is looked at afterwards. */
    @Test
    void settingThatIsNotGiven_isFound() throws Exception {
        assertFound(text -> text.replace("'app.tenant'", "'covet.tenant'"));
    }

    @Test
    void roleThatIsNotGiven_isFound() throws Exception {
        String user = "coalesce(nullif(current_setting('covet.role', true), 'none'), session_user)";
        assertFound(text ->
                text.replace("'role'", "'covet.role'").replace("session_user, current_user", "session_user, " + user));
    }

    private void assertFound(UnaryOperator<String> texts) throws Exception {
        try (RoutedJvm jvm = jvm(known -> Deceived.by(known, texts))) {
            Tenants tenants = new Tenants(renter, jvm);
            tenants.serve(1_500);
            assertThat(tenants.wrong()).as(jvm.outcomes() + " " + jvm.said()).isNotEmpty();
        }
    }
}
