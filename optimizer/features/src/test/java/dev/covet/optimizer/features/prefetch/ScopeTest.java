package dev.covet.optimizer.features.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.engine.ConnectionFacts;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.prefetch.learn.Pattern;
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
    void nothingExcepted_excludesNothing() {
        assertThat(new Scope(List.of(), List.of()).excludes(pattern("select a from pet"), WORK))
                .isFalse();
    }

    @Test
    void tables_areMeantWithAndWithoutTheirSchema() {
        Scope scope = new Scope(List.of(" Pet ", "shop.owner"), List.of());

        assertThat(scope.excludes(pattern("select a from pet"), WORK)).isTrue();
        assertThat(scope.excludes(pattern("select a from clinic.pet p join b on 1 = 1"), WORK))
                .isTrue();
        assertThat(scope.excludes(pattern("select a from shop.owner"), WORK)).isTrue();
        assertThat(scope.excludes(pattern("select a from owner"), WORK)).isFalse();
        assertThat(scope.excludes(pattern("select pet from petshop"), WORK)).isFalse();
    }

    @Test
    void works_areMeantByNameWithStars() {
        Pattern pattern = pattern("select a from pet");

        assertThat(new Scope(List.of(), List.of("GET /owners/(all)")).excludes(pattern, WORK))
                .isTrue();
        assertThat(new Scope(List.of(), List.of("* /owners/*")).excludes(pattern, WORK))
                .isTrue();
        assertThat(new Scope(List.of(), List.of("GET /owners", "/owners/*")).excludes(pattern, WORK))
                .isFalse();
    }
}
