package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Petshops.class)
@ChangesData
class ProductChangesTest {

    private final Petshop petshop;
    private final PetshopDatabase server;

    ProductChangesTest(Petshop petshop, PetshopDatabase server) {
        this.petshop = petshop;
        this.server = server;
    }

    @Test
    void update_currentVersion_storedWithNextVersion() {
        Answer answer = petshop.put("/api/products/3", form("Soft Hammock", 0));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/version")).isEqualTo("1");
        assertThat(petshop.get("/api/products/3").at("/name")).isEqualTo("Soft Hammock");
    }

    @Test
    void update_oldVersion_409AndUnchanged() {
        petshop.put("/api/products/4", form("First", 0));

        Answer second = petshop.put("/api/products/4", form("Second", 0));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.type()).isEqualTo("application/problem+json");
        assertThat(second.at("/detail"))
                .isEqualTo("Somebody else changed this in the meantime. Read it again and repeat your change.");
        assertThat(petshop.get("/api/products/4").at("/name")).isEqualTo("First");
    }

    @Test
    void update_rowChangedBetweenReadAndWrite_409() throws SQLException {
        try (Connection rival = DriverManager.getConnection(petshop.databaseUrl(), server.user(), server.password());
                Statement statement = rival.createStatement()) {
            rival.setAutoCommit(false);
            statement.execute("update products set name = 'Rival', version = version + 1 where id = 6");
            CompletableFuture<Answer> update =
                    CompletableFuture.supplyAsync(() -> petshop.put("/api/products/6", form("Ours", 0)));
            awaitBlockedUpdate();
            rival.commit();

            assertThat(update.orTimeout(20, TimeUnit.SECONDS).join().status()).isEqualTo(409);
        }
        assertThat(petshop.get("/api/products/6").at("/name")).isEqualTo("Rival");
    }

    private void awaitBlockedUpdate() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String blocked = "pg_stat_activity where wait_event_type = 'Lock' and query like 'update products%'"
                + " and datname = current_database()";
        while (petshop.count(blocked) == 0) {
            assertThat(System.nanoTime()).as("no update waits for the row").isLessThan(deadline);
        }
    }

    @Test
    void batch_hundredProducts_allStored() {
        String products = IntStream.range(0, 100)
                .mapToObj(n -> "{\"sku\": \"NEW-%d\", \"name\": \"New %d\", \"category\": \"toys\", \"price\": 3.50,"
                                .formatted(n, n)
                        + " \"stock\": 7, \"reorderLevel\": 1}")
                .collect(Collectors.joining(", "));

        Answer answer = petshop.post("/api/products/batch", "{\"products\": [" + products + "]}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.each("", "id")).hasSize(100).doesNotHaveDuplicates();
        assertThat(answer.at("/99/priceWithTax")).isEqualTo("4.17");
        assertThat(petshop.count("products where sku like 'NEW-%' and stock = 7"))
                .isEqualTo(100);
    }

    @Test
    void batch_skuTaken_409AndNoneStored() {
        Answer answer = petshop.post("/api/products/batch", """
                {"products": [
                    {"sku": "LONE-1", "name": "Fine", "category": "toys", "price": 1, "stock": 1, "reorderLevel": 1},
                    {"sku": "PS-000001", "name": "Taken", "category": "toys", "price": 1, "stock": 1, "reorderLevel": 1}]}
                """);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/detail")).isEqualTo("This contradicts what is already stored.");
        assertThat(petshop.count("products where sku = 'LONE-1'")).isZero();
    }

    @Test
    void reprice_category_everyPriceRaised() {
        String before = petshop.get("/api/products/8").at("/price");

        Answer answer = petshop.post("/api/products/reprice", "{\"category\": \"food\", \"percent\": 10}");

        assertThat(answer.body()).isEqualTo("{\"products\":25}");
        assertThat(before).isEqualTo("23.49");
        assertThat(petshop.get("/api/products/8").at("/price")).isEqualTo("25.84");
        assertThat(petshop.count("products where category = 'food' and version = 1"))
                .isEqualTo(25);
    }

    private static String form(String name, int version) {
        return "{\"name\": \"%s\", \"price\": 9.99, \"stock\": 5, \"reorderLevel\": 2, \"version\": %d}"
                .formatted(name, version);
    }
}
