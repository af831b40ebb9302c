package dev.covet.consistency.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.consistency.cache.UnitRun.Product;
import dev.covet.consistency.hermitage.Transcripts;
import dev.covet.fixtures.BareDataSource;
import dev.covet.fixtures.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each schedule at each isolation level leaves the same transcript with answers of transactions and units as without. */
class HermitageOfTransactionsTest {
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "MARIADB"})
    void bareAndCovered_areEqual_andOneThatDoesNotLookIsNot(Product product) throws SQLException {
        try (TestDatabase database = product.database();
                CachedJvm jvm = new CachedJvm(UnitGround.settings(UnitGround.LONG));
                CachedJvm blind = new CachedJvm(
                        UnitGround.settings(UnitGround.LONG), UnaryOperator.identity(), UnitGround.Blind::new)) {
            BareDataSource bare = new BareDataSource(database.jdbcUrl(), database.user(), database.password());
            Map<String, List<String>> expected = Transcripts.of(product.dialect(), bare, bare);
            assertThat(Transcripts.of(product.dialect(), bare, jvm.to(database)))
                    .containsAllEntriesOf(expected);
            assertThat(jvm.hits()).isGreaterThan(200);
            assertThat(jvm.errors()).isEmpty();
            assertThat(Transcripts.of(product.dialect(), bare, blind.to(database)))
                    .isNotEqualTo(expected);
        }
    }
}
