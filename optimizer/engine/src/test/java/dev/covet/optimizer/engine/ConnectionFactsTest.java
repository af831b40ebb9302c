package dev.covet.optimizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionFactsTest {
    private static ConnectionFacts facts(Dialect dialect, int port, String schema, String... texts) {
        return new ConnectionFacts(dialect, texts[0], texts[1], port, 5432, texts[2], schema, texts[3], texts[4]);
    }

    private static ConnectionFacts here() {
        return facts(Dialect.POSTGRESQL, 5432, "public", "postgresql", "here", "shop", "me", "driver");
    }

    @Test
    void sameFacts_areEqual_andAnyOtherIsNot() {
        assertThat(here()).isEqualTo(here()).hasSameHashCodeAs(here());
        assertThat(List.of(
                        facts(Dialect.MYSQL, 5432, "public", "postgresql", "here", "shop", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5433, "public", "postgresql", "here", "shop", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "other", "postgresql", "here", "shop", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "public", "other", "here", "shop", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "public", "postgresql", "there", "shop", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "public", "postgresql", "here", "other", "me", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "public", "postgresql", "here", "shop", "you", "driver"),
                        facts(Dialect.POSTGRESQL, 5432, "public", "postgresql", "here", "shop", "me", "other"),
                        new ConnectionFacts(
                                Dialect.POSTGRESQL, "postgresql", "here", 5432, 1, "shop", "public", "me", "driver")))
                .doesNotContain(here())
                .doesNotHaveDuplicates();
        assertThat(here().withSystem("redshift")).isNotEqualTo(here());
        assertThat(here()).isNotEqualTo("here").isNotEqualTo(null);
    }
}
