package dev.covet.optimizer.features.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
import dev.covet.optimizer.features.prefetch.standing.Reason;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlTextCache;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final UnitOfWork WORK = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /owners/(all)", 0);

    private static Pattern pattern(String sql) {
        return Pattern.of(new SqlTextCache().of(sql, Dialect.POSTGRESQL), ConnectionFacts.UNKNOWN);
    }

    @Test
    void nothingExcepted_nothingIsAgainst() {
        assertThat(new Scope(List.of(), List.of()).against(pattern("select a from pet"), WORK))
                .isNull();
    }

    @Test
    void tables_areMeantWithAndWithoutTheirSchema() {
        Scope scope = new Scope(List.of(" Pet ", "shop.owner"), List.of());

        assertThat(scope.against(pattern("select a from pet"), WORK)).isEqualTo(Reason.EXCEPT_TABLES);
        assertThat(scope.against(pattern("select a from clinic.pet p join b on 1 = 1"), WORK))
                .isEqualTo(Reason.EXCEPT_TABLES);
        assertThat(scope.against(pattern("select a from shop.owner"), WORK)).isEqualTo(Reason.EXCEPT_TABLES);
        assertThat(scope.against(pattern("select a from owner"), WORK)).isNull();
        assertThat(scope.against(pattern("select pet from petshop"), WORK)).isNull();
    }

    @Test
    void works_areMeantByNameWithStars() {
        Pattern pattern = pattern("select a from pet");

        assertThat(new Scope(List.of(), List.of("GET /owners/(all)")).against(pattern, WORK))
                .isEqualTo(Reason.EXCEPT_REQUESTS);
        assertThat(new Scope(List.of(), List.of("* /owners/*")).against(pattern, WORK))
                .isEqualTo(Reason.EXCEPT_REQUESTS);
        assertThat(new Scope(List.of(), List.of("GET /owners", "/owners/*")).against(pattern, WORK))
                .isNull();
    }
}
