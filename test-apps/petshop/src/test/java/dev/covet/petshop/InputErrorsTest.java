package dev.covet.petshop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Petshops.class)
class InputErrorsTest {

    private final Petshop petshop;

    InputErrorsTest(Petshop petshop) {
        this.petshop = petshop;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/api/owners/99999, There is no owner 99999.",
                "/api/pets/99999, There is no pet 99999.",
                "/api/vets/99999/colleagues, There is no vet 99999.",
                "/api/vets?specialty=magic, There is no specialty magic.",
                "/api/products/99999, There is no product 99999.",
                "/api/products/99999/similar, There is no product 99999.",
                "/api/orders/99999, There is no order 99999.",
                "/api/customers/99999, There is no customer 99999."
            })
    void get_unknownId_404(String path, String detail) {
        Answer answer = petshop.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.at("/detail")).isEqualTo(detail);
        assertThat(answer.at("/status")).isEqualTo("404");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/api/owners?page=-1, page, `must be greater than or equal to 0, but is -1`",
                "/api/owners?page=1000001, page, `must be less than or equal to 1000000, but is 1000001`",
                "/api/owners?size=0, size, `must be greater than or equal to 1, but is 0`",
                "/api/visits?from=2025-01-01&to=2025-02-01&size=101, size, `must be less than or equal to 100, but is 101`",
                "/api/visits?from=2025-05-02&to=2025-05-01, to, `must not be before 'from' (2025-05-02), but is 2025-05-01`",
                "/api/pets/birthdays?month=13&day=1, month, `must be less than or equal to 12, but is 13`",
                "/api/pets/birthdays?month=2&day=30, day, month 2 has no day 30",
                "/api/customers/top?limit=0, limit, `must be greater than or equal to 1, but is 0`",
                "/api/reports/sales?year=1999, year, `must be greater than or equal to 2000, but is 1999`"
            })
    void get_valueOutOfRange_400NamesParameterAndValue(String path, String parameter, String problem) {
        Answer answer = petshop.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).isEqualTo("The request has invalid values; see 'errors'.");
        assertThat(answer.at("/errors/" + parameter)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/owners/abc, Failed to convert 'id' with value: 'abc'",
        "/api/orders?status=LOST, Failed to convert 'status' with value: 'LOST'",
        "/api/visits?from=yesterday&to=2025-01-01, Failed to convert 'from' with value: 'yesterday'",
        "/api/visits?from=2025-01-01, Required parameter 'to' is not present."
    })
    void get_valueOfWrongKind_400NamesParameterAndValue(String path, String detail) {
        Answer answer = petshop.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).isEqualTo(detail);
    }

    @Test
    void get_deepestPage_emptyAnswer() {
        Answer answer = petshop.get("/api/orders?page=1000000&size=100");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/items")).isEmpty();
    }

    @Test
    void post_ownerWithoutValues_400NamesEveryField() {
        Answer answer =
                petshop.post("/api/owners", "{\"firstName\": \" \", \"telephone\": \"x\", \"email\": \"nowhere\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors")).isEqualTo(Answer.json("""
                {"address": "must not be blank", "city": "must not be blank", "lastName": "must not be blank",
                 "firstName": "must not be blank, but is ' '",
                 "telephone": "must be 5 to 20 digits, spaces, + or -, but is 'x'",
                 "email": "must be a well-formed email address, but is 'nowhere'"}
                """));
    }

    @Test
    void post_petOfUnknownType_400ListsTypes() {
        Answer answer = petshop.post(
                "/api/owners/1/pets", "{\"name\": \"Smaug\", \"type\": \"dragon\", \"birthDate\": \"2020-01-01\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/type"))
                .isEqualTo("must be one of cat, dog, rabbit, hamster, parrot, tortoise, but is 'dragon'");
    }

    @Test
    void post_impossibleDate_400NamesField() {
        Answer answer = petshop.post(
                "/api/owners/1/pets", "{\"name\": \"Rex\", \"type\": \"dog\", \"birthDate\": \"2020-02-30\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/birthDate")).isEqualTo("has a value of the wrong kind");
    }

    @Test
    void post_oneBadProductOfABatch_400NamesItAndStoresNone() {
        Answer answer = petshop.post("/api/products/batch", """
                {"products": [
                    {"sku": "BAD-1", "name": "Good", "category": "toys", "price": 1, "stock": 1, "reorderLevel": 1},
                    {"sku": "BAD-2", "name": "Bad", "category": "toys", "price": -1, "stock": 1, "reorderLevel": 1}]}
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/products[1].price")).isEqualTo("must be greater than 0, but is '-1'");
        assertThat(petshop.count("products where sku like 'BAD-%'")).isZero();
    }

    @Test
    void post_unknownCategory_400ListsCategories() {
        Answer answer = petshop.post("/api/products/reprice", "{\"category\": \"cars\", \"percent\": 5}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/category"))
                .isEqualTo(
                        "must be one of aquarium, beds, collars, food, grooming, health, toys, treats, but is 'cars'");
    }

    @Test
    void post_cardNumberWithLetters_400() {
        Answer answer = petshop.post("/api/orders/981/checkout", "{\"cardNumber\": \"4242-4242\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/cardNumber")).isEqualTo("must be 12 to 19 digits, but is '4242-4242'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\""})
    void post_noJsonObject_400(String body) {
        Answer answer = petshop.post("/api/orders", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.at("/detail"))
                .isEqualTo("The request body is missing or not the JSON object that belongs here.");
    }

    @Test
    void delete_notOffered_405() {
        Answer answer = petshop.send("DELETE", "/api/owners/1", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.at("/detail")).isEqualTo("Method 'DELETE' is not supported.");
    }

    @Test
    void get_unknownPath_404Problem() {
        Answer answer = petshop.get("/api/unicorns");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }
}
