package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
class SeedTest {

    private static final List<String> TABLES = List.of(
            "owners", "pets", "visits", "vets", "vet_specialties", "customers", "products", "orders", "order_lines");

    private final PetshopDatabase server;

    SeedTest(PetshopDatabase server) {
        this.server = server;
    }

    @Test
    void small_twoDatabasesOneOfThemAfterACrash_sameRows(Petshop other) {
        String url = server.create("seeded");
        try (Petshop empty = Petshop.start(server, url, "--petshop.seed=none")) {
            assertThat(rows(empty)).isZero();
            assertThat(empty.get("/").body()).contains("No orders yet.");
            assertThat(empty.get("/owners").body()).contains("No owners here.");
            assertThat(empty.get("/api/dashboard").json().at("/orders")).isEmpty();
            empty.jdbc()
                    .sql("alter table order_lines add constraint crash check (id < 3000)")
                    .update();
        }

        assertThatThrownBy(() -> Petshop.start(server, url, "--petshop.seed=small"));

        try (Petshop petshop = Petshop.start(server, url, "--petshop.seed=none")) {
            assertThat(rows(petshop)).as("left behind by the crash").isZero();
            petshop.jdbc().sql("alter table order_lines drop constraint crash").update();
        }
        try (Petshop petshop = Petshop.start(server, url, "--petshop.seed=small")) {
            assertThat(rows(petshop)).isBetween(9_500L, 10_500L);
            assertThat(checksum(petshop)).isEqualTo(checksum(other));
        }
    }

    @Test
    void medium_thenAnyOtherSize_seededOnceAndAnalyzed() {
        String url = server.create("medium");
        String first;
        try (Petshop petshop = Petshop.start(server, url, "--petshop.seed=medium")) {
            assertThat(rows(petshop)).isBetween(95_000L, 105_000L);
            assertThat(petshop.count("pg_class where relname = 'orders' and reltuples = 10000"))
                    .isOne();
            first = checksum(petshop);
        }
        try (Petshop petshop = Petshop.start(server, url, "--petshop.seed=small")) {
            assertThat(checksum(petshop)).isEqualTo(first);
        }
    }

    @Test
    void seeded_totals_agreeWithLines(Petshop petshop) {
        assertThat(petshop.count("""
                orders o where total <> (select sum(quantity * unit_price) from order_lines where order_id = o.id)
                """)).isZero();
        assertThat(petshop.count("visits v join pets p on p.id = v.pet_id where v.visit_date < p.birth_date"))
                .isZero();
    }

    private static long rows(Petshop petshop) {
        return TABLES.stream().mapToLong(petshop::count).sum();
    }

    private static String checksum(Petshop petshop) {
        StringBuilder sums = new StringBuilder();
        for (String table : TABLES) {
            sums.append(petshop.jdbc()
                    .sql("select md5(string_agg(t::text, ';' order by t::text collate \"C\")) from " + table + " t")
                    .query(String.class)
                    .single());
        }
        return sums.toString();
    }
}
