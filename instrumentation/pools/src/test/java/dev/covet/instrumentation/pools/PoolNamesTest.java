package dev.covet.instrumentation.pools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolNamesTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/shop?user=a&password=b, db:5432/shop",
        "'jdbc:postgresql://one:5432,two:5432/shop', 'one:5432,two:5432/shop'",
        "jdbc:mysql://joe:secret@db/shop, db/shop",
        "jdbc:sqlserver://db:1433;password=secret, db:1433",
        "jdbc:h2:mem:shop;USER=a, h2/shop",
        "jdbc:sqlite:/data/shop.db, sqlite//data/shop.db",
        "nonsense, hikari",
    })
    void derived_fromUrl_hasServerAndDatabaseAndNoSecret(String url, String name) {
        assertThat(PoolNames.derived("hikari", url)).isEqualTo(name);
    }

    @org.junit.jupiter.api.Test
    void derived_withoutUrl_isTheProduct() {
        assertThat(PoolNames.derived("hikari", null)).isEqualTo("hikari");
    }
}
