package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
class ReportApiTest {

    private final Petshop petshop;

    ReportApiTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @Test
    void dashboard_seeded_countsAndRankings() {
        Answer answer = petshop.get("/api/dashboard");

        assertThat(answer.at("/owners")).isEqualTo("900");
        assertThat(answer.at("/pets")).isEqualTo("1500");
        assertThat(answer.at("/visits")).isEqualTo("2500");
        assertThat(answer.at("/customers")).isEqualTo("700");
        assertThat(answer.at("/products")).isEqualTo("200");
        assertThat(answer.at("/lowOnStock")).isEqualTo("13");
        assertThat(answer.json().at("/orders")).isEqualTo(Answer.json("""
                [{"status": "SHIPPED", "orders": 887, "total": 125283.99},
                 {"status": "CANCELLED", "orders": 63, "total": 9144.64},
                 {"status": "PAID", "orders": 30, "total": 4671.22},
                 {"status": "NEW", "orders": 20, "total": 2332.11}]
                """));
        assertThat(answer.json().at("/bestSellers/0"))
                .isEqualTo(Answer.json("{\"id\": 1, \"product\": \"Pawsome Catnip Drops, medium\", \"sold\": 187}"));
        assertThat(answer.each("/busiestVets", "vet"))
                .containsExactly("Maya Brandt", "Nora Evans", "Petra Costa", "Oscar Clarke", "Ivan Brandt");
    }

    @Test
    void dashboard_revenue_lastTwelveMonthsInOrder() {
        Answer answer = petshop.get("/api/dashboard");

        assertThat(answer.each("/revenue", "month"))
                .hasSize(12)
                .isSorted()
                .startsWith("2025-01")
                .endsWith("2025-12");
        assertThat(answer.at("/revenue/11/revenue")).isEqualTo("6159.65");
    }

    @Test
    void sales_ofOneYear_twelveMonths() {
        Answer answer = petshop.get("/api/reports/sales?year=2025");

        assertThat(answer.json()).hasSize(12);
        assertThat(answer.json().get(0)).isEqualTo(Answer.json("""
                {"month": "2025-01", "orders": 40, "revenue": 6053.37, "bestSeller": "Pawsome Catnip Drops, medium"}
                """));
    }

    @Test
    void sales_ofYearWithoutOrders_zeroes() {
        assertThat(petshop.get("/api/reports/sales?year=2001").json().get(11)).isEqualTo(Answer.json("""
                {"month": "2001-12", "orders": 0, "revenue": 0, "bestSeller": null}
                """));
    }
}
