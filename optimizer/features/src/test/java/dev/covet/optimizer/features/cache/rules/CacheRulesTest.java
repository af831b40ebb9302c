package dev.covet.optimizer.features.cache.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.covet.optimizer.catalog.NamePattern;
import dev.covet.optimizer.engine.UnitOfWork;
import dev.covet.optimizer.features.cache.rules.Places.Place;
import dev.covet.optimizer.sql.Dialect;
import dev.covet.optimizer.sql.SqlText;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRulesTest {
    private static final String PET = "select name from pet where id = ?";
    private static final String BOTH = "select 1 from shop.pet join owner using (id)";

    private static SqlText text(String sql) {
        return SqlText.of(sql, Dialect.POSTGRESQL);
    }

    private static CacheRules rules(String... rules) {
        return new CacheRules(List.of(rules), List.of(), List.of());
    }

    private static long seconds(Wish wish) {
        return TimeUnit.NANOSECONDS.toSeconds(wish.ttl());
    }

    @Test
    void rules_thatNameNothingOfIt_wantNothing() {
        assertThat(rules("table:owner off", "query:00000000 off").wish(text(PET)))
                .isEqualTo(Wish.NONE);
    }

    @Test
    void tables_withAndWithoutSchema_inAnyCase() {
        assertThat(rules("table:PET off").wish(text(PET)).off()).isTrue();
        assertThat(rules("table:pet off").wish(text(BOTH)).off()).isTrue();
        assertThat(rules("TABLE:shop.pet  off").wish(text(BOTH)).off()).isTrue();
        assertThat(rules("table:shop.pet off").wish(text(PET)).off()).isFalse();
    }

    @Test
    void severalRules_theShortestTimeHolds_andOffHoldsAnyway() {
        assertThat(seconds(rules("table:pet ttl=1m", "table:owner ttl=5s").wish(text(BOTH))))
                .isEqualTo(5);
        assertThat(rules("table:pet ttl=1m", "table:owner off").wish(text(BOTH)).off())
                .isTrue();
        assertThat(seconds(rules("table:pet ttl=1m").wish(text("/* covet:cache ttl=2s */ " + PET))))
                .isEqualTo(2);
    }

    @Test
    void time_ofSomeTablesOnly_namesNotAll() {
        assertThat(rules("table:pet ttl=1m").wish(text(BOTH)).named()).isFalse();
        assertThat(rules("table:pet ttl=1m", "table:owner ttl=1h")
                        .wish(text(BOTH))
                        .named())
                .isTrue();
        assertThat(rules("table:pet ttl=1m").wish(text(PET)).named()).isTrue();
        assertThat(rules().wish(text("/* covet:cache ttl=2s */ " + BOTH)).named())
                .isTrue();
    }

    @Test
    void query_isKnownByTheBeginningOfItsFingerprint() {
        String fingerprint = text(PET).fingerprint().hex();

        assertThat(fingerprint).hasSize(32);
        assertThat(rules("query:" + fingerprint.substring(0, 8) + " off")
                        .wish(text(PET))
                        .off())
                .isTrue();
        assertThat(seconds(rules("query:" + fingerprint + " ttl=7s").wish(text(PET))))
                .isEqualTo(7);
        assertThat(rules("query:" + fingerprint + " off").wish(text(BOTH)).off())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ttl=1ms,1000000", "ttl=10s,10000000000", "TTL=2m,120000000000", "ttl=1d,86400000000000"})
    void times_areRead(String word, long nanos) {
        assertThat(rules("table:pet " + word).wish(text(PET)).ttl()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "ttl", "ttl=", "ttl=10", "ttl=0s", "ttl=2d", "ttl=-1s", "ttl=10 s", "off ttl=1s"})
    void wishThatCannotBeRead_countsAsOff(String word) {
        CacheRules rules = rules("table:pet " + word, "table:owner ttl=3s");

        assertThat(rules.misread()).singleElement().asString().contains("[" + ("table:pet " + word).strip() + "]");
        assertThat(seconds(rules.wish(text("select 1 from owner")))).isEqualTo(3);
        assertThat(rules.wish(text(PET)).off()).isTrue();
    }

    @Test
    void comments_thatCannotBeRead_countAsOff() {
        SqlText wrong = text("/* covet:cache tll=1s */ " + PET);

        assertThat(rules().wish(wrong).off()).isTrue();
        assertThat(Comments.misread(dev.covet.optimizer.sql.QueryShape.of(wrong)))
                .isEqualTo("tll=1s");
        assertThat(rules().wish(text("/* covet:cacheable */ " + PET))).isEqualTo(Wish.NONE);
        assertThat(rules().wish(text("select '/* covet:cache off */'"))).isEqualTo(Wish.NONE);
    }

    @Test
    void tablesOfTheSettings_exceptAndOnly() {
        CacheRules only = new CacheRules(List.of(), List.of(), List.of("pet"));
        assertThat(only.wish(text(PET)).off()).isFalse();
        assertThat(only.wish(text(BOTH)).off()).isTrue();
        CacheRules except = new CacheRules(List.of(), List.of("owner"), List.of());
        assertThat(except.wish(text(PET)).off()).isFalse();
        assertThat(except.wish(text(BOTH)).off()).isTrue();
    }

    @Test
    void contradictions_areFound() {
        CacheRules rules = new CacheRules(
                List.of(
                        "table:pet ttl=1s",
                        "site:a.B.* off",
                        "site:a.B.* ttl=1s",
                        "table:owner off",
                        "table:owner off"),
                List.of("pet"),
                List.of("Pet"));

        assertThat(rules.contradictions())
                .satisfiesExactly(
                        line -> assertThat(line).contains("[site:a.B.* ttl=1s]"),
                        line -> assertThat(line).contains("table pet", "except.tables and by covet.cache.only.tables"),
                        line -> assertThat(line).contains("table pet", "has a time"));
        assertThat(rules.misread()).isEmpty();
    }

    @Test
    void places_areMethodsOnTheStack_andRequests() {
        Wish off = new Wish(true, 0, false);
        String here = CacheRulesTest.class.getName();
        UnitOfWork work = new UnitOfWork(UnitOfWork.Kind.REQUEST, "GET /owners/{id}", 0);

        assertThat(site(here + ".places_are*", off).here(work).off()).isTrue();
        assertThat(site(here + ".other*", off).here(work).off()).isFalse();
        assertThat(site("*", off).here(work).off()).isTrue();
        assertThat(new Places(List.of(), List.of(new Place(new NamePattern("GET /owners*"), off)))
                        .here(work)
                        .off())
                .isTrue();
        assertThat(new Places(List.of(), List.of(new Place(new NamePattern("GET /pets*"), off)))
                        .here(work)
                        .off())
                .isFalse();
    }

    private static Places site(String pattern, Wish wish) {
        return new Places(List.of(new Place(new NamePattern(pattern), wish)), List.of());
    }
}
