package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
class PagesTest {

    private static final Pattern TAGS = Pattern.compile("<[^>]*>");

    private final Petshop petshop;

    PagesTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void home_seeded_numbersOrdersAndRankings() {
        assertThat(text("/"))
                .contains(
                        "900 owners", "1,500 pets", "2,500 visits", "700 customers", "200 products", "13 low on stock")
                .contains("#1000 Samuel Olsen 2025-12-31 new EUR 207.43")
                .contains("Pawsome Catnip Drops, medium 187")
                .contains("Maya Brandt 163 EUR 16,527.00")
                .contains("6,160 2025-12");
    }

    @Test
    void owners_search_ownersWithPetsAndPager() {
        assertThat(text("/owners?lastName=abb"))
                .contains("Abbott, Anna Fairview 0841 555 7354 Alfie (")
                .doesNotContain("Adler");
        assertThat(text("/owners?page=1")).contains("900 found", "← Previous Page 2 of 45 Next →");
    }

    @Test
    void owners_pagerLinks_keepTheSearch() {
        assertThat(petshop.get("/owners?lastName=a&page=1").body())
                .contains("href=\"/owners?lastName=a&amp;page=0\"", "href=\"/owners?lastName=a&amp;page=2\"");
    }

    @Test
    void owner_known_petsAndVisits() {
        assertThat(text("/owners/347"))
                .contains("Mara Ivanov", "64 Canal Walk, Eastport", "Alfie cat, born 2019-02-19")
                .contains("2025-09-05 skin irritation Viktor Eriksen EUR 77.50");
    }

    @Test
    void orders_byStatus_onlyThose() {
        assertThat(text("/orders?status=NEW"))
                .contains("20 found", "#1000 Samuel Olsen", "new 4 EUR 207.43")
                .doesNotContain(" shipped 1 ");
        assertThat(petshop.get("/orders?status=SHIPPED").body()).contains("/orders?status=SHIPPED&amp;page=1");
        assertThat(petshop.get("/orders").body()).contains("href=\"/orders?page=1\"");
    }

    @Test
    void order_known_linesAndTotals() {
        assertThat(text("/orders/981"))
                .contains("Order #981 new", "Samuel Bell (bell.samuel119@example.com)")
                .contains("Fernwood Beef Stew, family pack 1 EUR 15.49 7 % EUR 15.49")
                .contains("Total EUR 39.98 plus tax EUR 5.74");
    }

    @Test
    void products_search_foundProducts() {
        assertThat(text("/products?search=salmon&category=food"))
                .contains("4 found", "Good Fellow Salmon Dry Food, small PS-000120 food 152 EUR 13.49 EUR 14.43");
    }

    @Test
    void product_known_priceStockAndSimilar() {
        assertThat(text("/products/1"))
                .contains("Pawsome Catnip Drops, medium EUR 23.99 EUR 25.67 with tax", "In stock 288")
                .contains("Silver Fin Millet Spray, travel size EUR 5.99");
    }

    @Test
    void page_unknown_htmlErrorPage() {
        for (String path : List.of("/owners/99999", "/orders/99999", "/products/99999", "/nothing")) {
            Answer answer = petshop.get(path);

            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.type()).startsWith("text/html");
            assertThat(answer.body()).contains("There is no such page", "Back to the start page");
        }
    }

    @Test
    void page_badParameter_htmlErrorPage() {
        for (String path : List.of("/owners?page=-1", "/orders?status=LOST", "/products/abc")) {
            Answer answer = petshop.get(path);

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body()).contains("We do not understand this request");
        }
    }

    @Test
    void style_served_fromTheApplicationItself() {
        assertThat(petshop.get("/petshop.css").type()).isEqualTo("text/css");
        assertThat(petshop.get("/favicon.svg").status()).isEqualTo(200);
        assertThat(petshop.get("/").body()).doesNotContain("//cdn", "https://");
    }

    private String text(String path) {
        Answer answer = petshop.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("text/html;charset=UTF-8");
        return TAGS.matcher(answer.body()).replaceAll(" ").replaceAll("\\s+", " ");
    }
}
